select r.question, r.answer, r.reason, u.name as body, s.name as asked_by,
       p.id as parent, p.kind as parent_kind, p.reference as parent_reference, p.subject as parent_subject,
       p.state as parent_state
from work_item w
join request r on r.item = w.id
left join unit u on u.id = holder_of(w.jurisdiction, world_today())
left join unit s on s.id = holder_of(w.sender_seat, world_today())
-- Row security leaves the parent out once the question is closed.
left join work_item p on p.id = w.parent
where w.id = %(item)s
