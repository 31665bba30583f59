select follow_item('incident');

-- The body that receives incidents, today.
create function incident_centre() returns int
language sql stable parallel safe
as $$
    select seat_of(holder_of(jurisdiction_for('competence', null, 'Vận hành thử nghiệm', world_today()), world_today()))
$$;

-- What the board counts: how many incidents are open where, how bad, since when. Nothing of what was said.
create function open_incidents()
returns table (unit int, severity text, n int, untaken int, overdue int, oldest_at timestamptz)
language sql stable security definer set search_path = public, pg_temp
as $$
    select holder_of(w.jurisdiction, world_today()), i.severity, count(*)::int,
           (count(*) filter (where w.state = 'open'))::int,
           (count(*) filter (where w.due_at < (select world_now())))::int, min(w.received_at)
    from work_item w join incident i on i.item = w.id
    where w.kind = 'incident' and w.closed_at is null
    group by 1, 2
$$;

create index work_item_open_incidents on work_item (due_at, id) where kind = 'incident' and closed_at is null;

do $$ begin
    if exists (select from pg_roles where rolname = 'lienthong_app') then
        revoke delete, truncate on incident from lienthong_app;
    end if;
end $$;
