select q.id, q.subject, q.state, q.asked_at, q.due_at, q.closed_at, u.name as body, q.answer, q.reason, q.is_party,
       q.jurisdiction
from questions_on(%(parent)s) q
left join unit u on u.id = holder_of(q.jurisdiction, world_today())
order by q.asked_at, q.id
