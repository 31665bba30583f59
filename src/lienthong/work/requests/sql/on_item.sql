-- Questions about an item that the person asking may see, the oldest first.
select w.id, w.subject, w.state, w.received_at as asked_at, w.due_at, w.closed_at, u.name as body
from work_item w
left join unit u on u.id = holder_of(w.jurisdiction, world_today())
where w.parent = %(parent)s and w.kind = 'referral'
order by w.received_at, w.id
