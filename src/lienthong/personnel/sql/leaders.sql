-- Who signs for a unit on a day: the holder of its leading post.
select distinct on (p.unit) p.unit, pe.name, p.title
from post p
join mandate m on m.post = p.id and (m.during @> %(on)s::date or lower(m.during) >= date '9999-01-01')
join person pe on pe.id = m.person
where p.unit = any (%(units)s::int[]) and p.role in ('lanh_dao', 'bi_thu', 'lanh_dao_tp', 'chu_tich_hdnd', 'chu_tich_mttq')
order by p.unit, m.id
