select q.id, q.subject, u.name as body, q.jurisdiction, q.is_party
from questions_on(%(parent)s) q
left join unit u on u.id = holder_of(q.jurisdiction, world_today())
where q.closed_at is null
order by q.asked_at, q.id
