-- Areas of a day in whose name, without marks, the words begin; a name never identifies one.
select a.id as area, a.code, a.name, d.name as district, p.name as province
from area a
left join area d on d.id = a.district
left join area p on p.id = a.province
where a.rank = 'commune' and a.during @> %(on)s::date
  and exists (select from unnest(%(phrases)s::text[]) as typed(phrase) where strpos(' ' || a.folded, ' ' || typed.phrase) > 0)
order by sort_key(a.name), a.code
limit %(limit)s
