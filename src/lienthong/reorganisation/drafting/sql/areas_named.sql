-- Areas in force on the eve by rank and code.
select a.rank, a.code, a.name, d.name as district, p.name as province, p.code as province_code, a.id
from unnest(%(ranks)s::text[], %(codes)s::text[]) as w(rank, code)
join area a on a.rank = w.rank and a.code = w.code and a.during @> (%(day)s::date - 1)
left join area d on d.id = a.district
left join area p on p.id = a.province
