select follow_item('direction');

do $$ begin
    if exists (select from pg_roles where rolname = 'lienthong_app') then
        revoke delete, truncate on direction from lienthong_app;
    end if;
end $$;
