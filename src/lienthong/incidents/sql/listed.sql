-- Open incidents the actor may see, worst first. Reached through a scope of any width: the partial index of open
-- incidents is short, and row security filters it.
select w.id, w.subject, w.state, i.severity, i.activity, w.received_at, w.due_at, w.priority,
       u.id as unit, u.code as unit_code, u.name as unit_name, a.assignee_name,
       w.jurisdiction
from work_item w
join incident i on i.item = w.id
left join unit u on u.id = holder_of(w.jurisdiction, world_today())
left join lateral (
    select p.name as assignee_name from mandate m join person p on p.id = m.person
    where m.id = w.assignee and m.during @> world_today()
) a on true
where w.kind = 'incident' and w.closed_at is null
  and (%(severity)s::text is null or i.severity = %(severity)s)
order by w.priority desc, w.due_at, w.id
limit %(limit)s
