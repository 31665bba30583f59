-- Bodies of today whose seats are these, and those beside and above a body.
select u.id
from unit u
left join jurisdiction j on j.kind = 'seat' and j.unit = u.id
where u.during @> world_today()
  and (j.id = any (%(seats)s::int[])
       or u.area is null and u.superior = (select own.superior from unit own where own.id = %(unit)s::int)
       or u.id = (select own.superior from unit own where own.id = %(unit)s::int))
