-- After a move that touched nothing: what stood in its way.
select state, kind, reference, jurisdiction, u.name as holder
from work_item w
left join unit u on u.id = holder_of(w.jurisdiction, world_today())
where w.id = %(id)s
