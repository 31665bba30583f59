select u.id, u.code, u.body, min(m.id) as mandate
from planned_unit e
join unit u on u.id = e.unit
join post p on p.unit = u.id
join mandate m on m.post = p.id and m.during @> (upper(u.during) - 1)
where e.plan = %(plan)s and not e.begins
group by u.id order by u.code
