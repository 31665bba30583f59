-- Who is who: every committee of today's communes of the provinces that take part, with its Party committee.
select u.id as unit, u.code, u.name, a.id as area, a.name as area_name, n.code as province,
       p.id as party_unit, p.name as party_name
from unit u
join area a on a.id = u.area
left join area n on n.id = a.province
left join unit p on p.area = u.area and p.body = 'dang_uy' and p.during @> world_today()
where u.body = 'ubnd' and u.during @> world_today()
  and a.id in (select communes_of(o.id, world_today()) from area o
               where o.rank = 'province' and o.during @> world_today()
                 and o.code in (select q.code from round_unit r join area b on b.id = r.area
                                join area q on q.id = b.province where r.round = %(round)s))
order by u.code
