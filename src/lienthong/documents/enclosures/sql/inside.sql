select i.id, i.kind, i.reference, i.subject, i.state, i.received_at, i.due_at, i.paused_at, i.closed_at, w.jurisdiction,
       case when w.sender_seat is not null then (
           select u.name from jurisdiction j join unit u on u.id = j.unit where j.id = w.sender_seat) end as from_name,
       'inside' as how
from letters_inside(%(query)s::tsquery, %(limit)s) i join visible_item w on w.id = i.id
