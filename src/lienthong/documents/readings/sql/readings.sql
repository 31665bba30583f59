-- Who has read a letter is appended and swept, never edited: read by whoever sees the item, and of oneself by oneself.
alter table letter_reading enable row level security;
create policy letter_reading_appends on letter_reading for insert with check (
    mandate = (select nullif(current_setting('lt.mandate', true), '')::int)
);
create policy letter_reading_of_item on letter_reading for select using (
    mandate = (select nullif(current_setting('lt.mandate', true), '')::int)
    or exists (select from work_item w where w.id = letter_reading.item offset 0)
);

-- Lines older than `p_kept` by the world's clock, so many at a time; how many went.
create function sweep_letter_readings(p_kept interval, p_limit int) returns int
language sql security definer set search_path = public, pg_temp
as $$
    with old as (
        select item, mandate, day from letter_reading where day < (world_now() - p_kept)::date limit p_limit
    ), gone as (
        delete from letter_reading r using old o
        where r.item = o.item and r.mandate = o.mandate and r.day = o.day
        returning 1
    )
    select count(*)::int from gone
$$;

do $$ begin
    if exists (select from pg_roles where rolname = 'lienthong_app') then
        revoke update, delete, truncate on letter_reading from lienthong_app;
    end if;
end $$;
