-- Bodies of this installation in which somebody of today can answer.
select u.id, u.name, u.area is not null as is_ward
from unit u
where u.during @> %(on)s::date and u.side = 'government' and (%(unit)s::int is null or u.id = %(unit)s)
  and exists (select from post p join mandate m on m.post = p.id
              where p.unit = u.id and p.role = any (%(roles)s) and m.during @> %(on)s::date)
