-- Who of a body may be let sign today.
select m.id as mandate, p.name, po.title, po.role
from post po
join mandate m on m.post = po.id and m.during @> world_today()
join person p on p.id = m.person
where po.unit = %(unit)s and po.role = any (%(roles)s)
order by po.id, sort_key(p.name)
