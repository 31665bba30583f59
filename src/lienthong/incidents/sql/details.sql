select i.severity, i.activity, i.text, i.resolution, u.name as unit, s.name as reported_by, r.name as resolved_by
from work_item w
join incident i on i.item = w.id
left join unit u on u.id = holder_of(w.jurisdiction, world_today())
left join unit s on s.id = holder_of(w.sender_seat, world_today())
left join unit r on r.id = i.resolver_unit
where w.id = %(item)s
