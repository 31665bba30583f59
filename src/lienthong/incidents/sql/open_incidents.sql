-- What the board counts: how many incidents are open where, how bad, since when. Nothing of what was said.
create or replace function open_incidents()
returns table (unit int, severity text, n int, untaken int, overdue int, oldest_at timestamptz)
language sql stable security definer set search_path = public, pg_temp
as $$
    select holder_of(w.jurisdiction, world_today()), i.severity, count(*)::int,
           (count(*) filter (where w.state = 'open'))::int,
           (count(*) filter (where is_overdue(w.due_at, w.paused_at, (select world_now()))))::int, min(w.received_at)
    from work_item w join incident i on i.item = w.id
    where w.kind = 'incident' and w.closed_at is null
    group by 1, 2
$$;
