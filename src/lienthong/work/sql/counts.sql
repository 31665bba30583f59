-- Open work by kind and state; overdue with its present holder, and overdue before that (`late_before`).
with held as materialized (
    select h.jurisdiction, h.since from held_now h where h.jurisdiction = any (%(held)s::int[])
)
select i.kind, i.state, count(*)::int as n, (count(*) filter (where i.late_here))::int as overdue,
       (count(*) filter (where i.late_before))::int as late_before
from held as h
cross join lateral (
    select kind, state, is_late_here(due_at, paused_at, (select world_now()), h.since) as late_here,
           is_late_before(due_at, paused_at, (select world_now()), h.since) as late_before
    from work_item
    where work_item.jurisdiction = h.jurisdiction and closed_at is null
    offset 0
) i
group by i.kind, i.state
order by i.kind, i.state
