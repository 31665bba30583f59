-- Whoever proofs look with the eyes of: the units of the round, their Party committees, their neighbours, the city.
select distinct on (po.unit, po.role) po.unit, po.role, m.id as mandate
from post po
join unit u on u.id = po.unit and u.during @> world_today()
join mandate m on m.post = po.id and m.during @> world_today()
where po.role = any (%(roles)s)
order by po.unit, po.role, m.id
