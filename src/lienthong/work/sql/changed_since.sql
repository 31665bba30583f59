-- Open work in these jurisdictions that changed since an instant of real time: what a clerk's screen refreshes by.
select w.id, w.kind, w.reference, w.subject, w.state, w.step, w.section, w.assignee, w.priority, w.received_at,
       w.due_at, w.version, w.changed_at
from unnest(%(held)s::int[]) as h(jurisdiction)
join work_item w on w.jurisdiction = h.jurisdiction and w.closed_at is null
where %(since)s::timestamptz is null or w.changed_at >= %(since)s
order by w.due_at asc nulls last, w.id
limit 500
