-- Open work in these jurisdictions that changed since an instant of real time: what a clerk's screen refreshes by. Down
-- each jurisdiction's own work, whatever the planner knew of a young world when it made its plan.
select w.id, w.kind, w.reference, w.subject, w.state, w.step, w.section, w.assignee, w.priority, w.received_at,
       w.due_at, w.version, w.changed_at
from unnest(%(held)s::int[]) as h(jurisdiction)
cross join lateral (
    select *
    from work_item w
    where w.jurisdiction = h.jurisdiction and w.closed_at is null
      and (%(since)s::timestamptz is null or w.changed_at >= %(since)s)
    order by w.due_at asc nulls last, w.id
    limit 500
) w
order by w.due_at asc nulls last, w.id
limit 500
