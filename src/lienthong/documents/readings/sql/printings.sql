-- Who has printed a letter is appended and swept with who has read it, never edited.
alter table letter_printing enable row level security;
create policy letter_printing_appends on letter_printing for insert with check (
    mandate = (select nullif(current_setting('lt.mandate', true), '')::int)
);
create policy letter_printing_of_item on letter_printing for select using (
    mandate = (select nullif(current_setting('lt.mandate', true), '')::int)
    or exists (select from work_item w where w.id = letter_printing.item offset 0)
);

-- As `sweep_letter_readings`, of prints.
create function sweep_letter_printings(p_kept interval, p_limit int) returns int
language sql security definer set search_path = public, pg_temp
as $$
    with gone as (
        delete from letter_printing
        where id = any (array(
            select id from letter_printing where at < world_now() - p_kept order by at limit p_limit))
        returning 1
    )
    select count(*)::int from gone
$$;

do $$ begin
    if exists (select from pg_roles where rolname = 'lienthong_app') then
        revoke update, delete, truncate on letter_printing from lienthong_app;
    end if;
end $$;
