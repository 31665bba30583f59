-- Open work in these jurisdictions whose time runs through a span: begun before its end, due after its begin; with the
-- line since which its time is counted and the newest that set or moved it. What the reader may not see is not in it (row
-- security).
select w.id as item, w.kind, w.state, w.reference, w.subject, w.jurisdiction, u.name as holder, w.due_at,
       coalesce(l.since, w.received_at) as since, coalesce(greatest(l.since, l.moved_at), w.received_at) as made_at,
       w.assignee, w.jurisdiction = any (%(own)s::int[]) as is_own
from work_item w
left join unit u on u.id = holder_of(w.jurisdiction, %(today)s::date)
left join lateral (
    select max(j.at) filter (where j.verb = any (%(verbs)s::text[])) as since,
           max(j.at) filter (where j.verb = w.kind || '.due_moved') as moved_at
    from journal j where j.item = w.id
) l on true
where w.closed_at is null and w.due_at is not null
  and w.jurisdiction = any (%(jurisdictions)s::int[])
  and not is_overdue(w.due_at, null, %(begins)s)
  and (%(ends)s::timestamptz is null or w.received_at < %(ends)s::timestamptz)
order by w.id
