-- What an act on a report needs to know of it.
select w.id, w.reference, w.state, w.jurisdiction, w.place, w.field, w.received_at, w.due_at, w.closed_at,
       r.text, r.place as place_said, r.lat, r.lon, r.ward, r.old_ward, r.channel, r.answer_hours,
       u.name as holder_name
from work_item w
join report r on r.item = w.id
left join unit u on u.id = holder_of(w.jurisdiction, world_today())
where w.id = %(item)s
