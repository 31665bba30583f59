-- The bodies of the city that play against the wards: who holds each role there today.
select distinct on (po.role) po.role, po.id as post, m.id as mandate, u.id as unit, u.name
from post po
join unit u on u.id = po.unit
join mandate m on m.post = po.id and m.during @> world_today()
where po.role = any (%(roles)s) and u.during @> world_today()
order by po.role, po.id, m.id
