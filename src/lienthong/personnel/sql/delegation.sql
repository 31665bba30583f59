-- A delegation is written once and withdrawn once; nothing else of it changes.
do $$ begin
    if exists (select from pg_roles where rolname = 'lienthong_app') then
        revoke update, delete, truncate on delegation from lienthong_app;
        grant update (withdrawn_by, withdrawn_at, withdrawn_reason) on delegation to lienthong_app;
    end if;
end $$;
