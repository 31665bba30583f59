select kind, state, count(*)::int as n, (count(*) filter (where due_at < (select world_now()) and paused_at is null))::int as overdue
from unnest(%(held)s::int[]) as h(jurisdiction)
join work_item w on w.jurisdiction = h.jurisdiction and w.closed_at is null
group by kind, state
order by kind, state
