select c.unit, c.totals, c.at, u.code, u.short_name, p.name as who, po.title
from confirmation c
join unit u on u.id = c.unit
join mandate m on m.id = c.mandate join person p on p.id = m.person join post po on po.id = m.post
where c.plan = %(plan)s
order by u.code
