-- Bodies of this installation in which somebody of the day takes up such work.
select u.id, u.name, u.area is not null as is_commune
from unit u
where u.during @> %(on)s::date
  and exists (select from post p join mandate m on m.post = p.id
              where p.unit = u.id and p.role = any (%(roles)s::text[]) and m.during @> %(on)s::date)
