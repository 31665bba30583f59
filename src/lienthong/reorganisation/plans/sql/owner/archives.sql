-- Who keeps the closed work of the jurisdictions a plan hands over: compiled with the plan, dated on its day, given
-- back when it is reversed. No row of work is touched.

create function settle_archives(p_plan int, p_rows jsonb) returns void
language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    perform lock_draft(p_plan);
    delete from planned_archive where plan = p_plan;
    insert into planned_archive (plan, jurisdiction, unit)
    select p_plan, (e ->> 0)::int, (e ->> 1)::int from jsonb_array_elements(p_rows) e;
end $$;

create function archives_follow_plan() returns trigger
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
    day date := new.effective_on;
    back date := new.reversed_on;
begin
    if new.state = 'approved' and old.state = 'draft' then
        update archive_holding h set during = daterange(lower(h.during), day)
        from planned_archive p where p.plan = new.id and h.jurisdiction = p.jurisdiction and h.during @> day;
        insert into archive_holding (jurisdiction, unit, during)
        select jurisdiction, unit, daterange(day, null) from planned_archive where plan = new.id;
    elsif new.state = 'reversed' then
        delete from archive_holding h using planned_archive p
        where p.plan = new.id and h.jurisdiction = p.jurisdiction and lower(h.during) = day and back = day;
        update archive_holding h set during = daterange(lower(h.during), back)
        from planned_archive p
        where p.plan = new.id and h.jurisdiction = p.jurisdiction and lower(h.during) = day and back > day;
        insert into archive_holding (jurisdiction, unit, during)
        select h.jurisdiction, h.unit, daterange(back, null)
        from planned_archive p join archive_holding h on h.jurisdiction = p.jurisdiction and upper(h.during) = day
        where p.plan = new.id;
    end if;
    return null;
end $$;
create trigger plan_archives after update of state on plan for each row execute function archives_follow_plan();

do $$ begin
    if exists (select from pg_roles where rolname = 'lienthong_app') then
        revoke insert, update, delete, truncate on planned_archive from lienthong_app;
    end if;
end $$;
