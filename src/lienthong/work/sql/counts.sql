-- Open work by kind and state; overdue with its present holder, and overdue before that (`late_before`).
select w.kind, w.state, count(*)::int as n,
       (count(*) filter (where w.due_at < (select world_now()) and w.due_at >= h.since and w.paused_at is null))::int as overdue,
       (count(*) filter (where w.due_at < h.since and w.paused_at is null))::int as late_before
from unnest(%(held)s::int[]) as b(jurisdiction)
cross join lateral (
    select b.jurisdiction, lower(g.during)::timestamp at time zone 'Asia/Ho_Chi_Minh' as since
    from holding g where g.jurisdiction = b.jurisdiction and g.during @> world_today()
    offset 0
) h
join work_item w on w.jurisdiction = h.jurisdiction and w.closed_at is null
group by w.kind, w.state
order by w.kind, w.state
