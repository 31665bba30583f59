select follow_item('draft_version');

do $$ begin
    if exists (select from pg_roles where rolname = 'lienthong_app') then
        revoke update, delete, truncate on draft_version from lienthong_app;
    end if;
end $$;
