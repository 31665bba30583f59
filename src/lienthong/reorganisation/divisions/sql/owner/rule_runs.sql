-- Kept: what was decided by rules says in which run.
do $$ begin
    if exists (select from pg_roles where rolname = 'lienthong_app') then
        revoke delete, truncate on rule_run from lienthong_app;
    end if;
end $$;
