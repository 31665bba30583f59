select follow_item('request');

do $$ begin
    if exists (select from pg_roles where rolname = 'lienthong_app') then
        revoke delete, truncate on request from lienthong_app;
    end if;
end $$;
