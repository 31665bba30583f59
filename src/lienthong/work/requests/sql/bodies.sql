-- Bodies of the city that somebody of today can answer for: departments first, then its wards.
select u.id, u.name
from unit u
where u.during @> %(on)s::date and u.side = 'government' and (%(unit)s::int is null or u.id = %(unit)s)
  and (u.agency is not null
       or u.body = 'ubnd' and u.area in (
           select communes_of((select id from area where code = '79' and rank = 'province'
                               and during @> %(on)s::date), %(on)s::date)))
  and exists (select from post p join mandate m on m.post = p.id
              where p.unit = u.id and p.role = any (%(roles)s) and m.during @> %(on)s::date)
order by u.area is not null, u.name
