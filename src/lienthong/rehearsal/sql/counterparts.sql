-- The bodies that play against the communes, in each province: who holds each role there today. The city's agencies
-- stand under a committee without an area of its own.
select distinct on (2, po.role) po.role, coalesce(a.code, %(city)s) as province, po.id as post, m.id as mandate,
       u.id as unit, u.name
from post po
join unit u on u.id = po.unit
left join unit above on above.id = u.superior
left join area a on a.id = above.area
join mandate m on m.post = po.id and m.during @> world_today()
where po.role = any (%(roles)s) and u.during @> world_today()
order by 2, po.role, po.id, m.id
