-- Open work by kind and state; overdue with its present holder, and overdue before that (`late_before`).
with held as materialized (
    select h.jurisdiction, h.since from held_now h where h.jurisdiction = any (%(held)s::int[])
)
select i.kind, i.state, count(*)::int as n, (count(*) filter (where i.is_late and not i.before))::int as overdue,
       (count(*) filter (where i.is_late and i.before))::int as late_before
from held as h
cross join lateral (
    select kind, state, paused_at is null and due_at < (select world_now()) as is_late,
           due_at < (select world_now()) and due_at < h.since as before
    from work_item
    where work_item.jurisdiction = h.jurisdiction and closed_at is null
    offset 0
) i
group by i.kind, i.state
order by i.kind, i.state
