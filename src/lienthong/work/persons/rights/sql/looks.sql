-- Row security shows the lines of the reader's own body.
select r.item, r.at, r.door, u.short_name as unit, po.title
from reading r
left join unit u on u.id = r.unit
left join mandate m on m.id = r.mandate
left join post po on po.id = m.post
where r.item = any (%(items)s::uuid[])
order by r.at
