select follow_item('outside_letter');

do $$ begin
    if exists (select from pg_roles where rolname = 'lienthong_app') then
        revoke delete, truncate on outside_letter, register_closing from lienthong_app;
        revoke update on outside_letter from lienthong_app;
    end if;
end $$;
