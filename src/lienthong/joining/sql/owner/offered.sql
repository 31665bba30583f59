-- The application says that a file has come; what became of it, the owner's reader says.
do $$ begin
    if exists (select from pg_roles where rolname = 'lienthong_app') then
        revoke update, delete, truncate on offered_file from lienthong_app;
    end if;
end $$;
