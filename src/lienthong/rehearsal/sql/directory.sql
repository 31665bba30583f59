-- Who is who: every committee of the city's wards today with its Party committee.
select u.id as unit, u.code, u.name, a.id as area, a.name as area_name, p.id as party_unit, p.name as party_name
from unit u
join area a on a.id = u.area
left join unit p on p.area = u.area and p.body = 'dang_uy' and p.during @> world_today()
where u.body = 'ubnd' and u.during @> world_today()
  and a.id in (select communes_of((select id from area where code = %(province)s and rank = 'province'
                                     and during @> world_today()), world_today()))
order by u.code
