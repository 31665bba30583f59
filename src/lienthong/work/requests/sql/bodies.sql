-- Bodies of this installation in which somebody of today can answer: departments first, then wards and communes.
select u.id, u.name
from unit u
where u.during @> %(on)s::date and u.side = 'government' and (%(unit)s::int is null or u.id = %(unit)s)
  and exists (select from post p join mandate m on m.post = p.id
              where p.unit = u.id and p.role = any (%(roles)s) and m.during @> %(on)s::date)
order by u.area is not null, u.name
