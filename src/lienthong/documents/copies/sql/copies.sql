-- What a copy was made of is written once, and seen by whoever sees the copy's draft; whoever holds the copy itself reads
-- it in its file.
alter table letter_copy enable row level security;
create policy letter_copy_seen on letter_copy for select using (
    exists (select from draft d where d.document = letter_copy.document offset 0)
);
create policy letter_copy_written on letter_copy for insert with check (true);

-- How the letter stood of which the letter behind an item is a copy, for whoever sees the item; by key.
create function copy_behind(p_item uuid) returns table (form text, facts jsonb)
language sql stable rows 1 security definer set search_path = public, pg_temp
as $$
    select c.form, c.facts from letter_behind(p_item) d join letter_copy c on c.document = d.id
$$;

do $$ begin
    if exists (select from pg_roles where rolname = 'lienthong_app') then
        revoke update, delete, truncate on letter_copy from lienthong_app;
    end if;
end $$;
