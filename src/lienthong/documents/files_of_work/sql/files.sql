select follow_item('file_of_work');

-- What lies in a file is seen by whoever sees the file, and changed by those who hold it.
alter table file_content enable row level security;
create policy file_content_follows_file on file_content for select using (
    exists (select from work_item w where w.id = file offset 0)
);
create policy file_content_appends on file_content for insert with check (true);
create policy file_content_leaves on file_content for delete using (
    exists (select from work_item w where w.id = file
            and coalesce(w.parties && (select nullif(current_setting('lt.scope', true), '')::int[]), false) offset 0)
);

do $$ begin
    if exists (select from pg_roles where rolname = 'lienthong_app') then
        revoke delete, truncate on file_of_work from lienthong_app;
        revoke update, truncate on file_content from lienthong_app;
    end if;
end $$;
