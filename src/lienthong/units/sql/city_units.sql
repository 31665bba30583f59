-- The communes whose place is in the city of today, on a day, with their committee and Party committee.
select a.id as area, a.code, a.name, a.kind, u.id as unit, u.name as unit_name, u.short_name,
       p.id as party_unit
from communes_of((select id from area where rank = 'province' and code = %(city)s order by lower(during) desc limit 1),
                 %(on)s::date) c
join area a on a.id = c
join unit u on u.area = a.id and u.body = 'ubnd'
left join unit p on p.area = a.id and p.body = 'dang_uy'
order by a.code
