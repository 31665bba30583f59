-- One keeper a jurisdiction and day; written by the registry's owner, like holdings.
alter table archive_holding add constraint archive_holding_during check (not isempty(during) and lower(during) is not null);
alter table archive_holding add constraint archive_holding_one_at_a_time
    exclude using gist (basket_box(jurisdiction, during) with &&);

-- The jurisdictions whose closed work a unit keeps on a day.
create function archived_by(p_unit int, p_day date) returns int[]
language sql stable parallel safe
as $$
    select coalesce(array_agg(jurisdiction order by jurisdiction), '{}')
    from archive_holding where unit = p_unit and during @> p_day
$$;

create function archive_of(p_jurisdiction int, p_day date) returns int
language sql stable parallel safe
as $$
    select unit from archive_holding where jurisdiction = p_jurisdiction and during @> p_day
$$;

do $$ begin
    if exists (select from pg_roles where rolname = 'lienthong_app') then
        revoke insert, update, delete, truncate on archive_holding from lienthong_app;
    end if;
end $$;
