-- Areas in force on the eve by words of their name, without marks, or the beginning of their code. Words begin where
-- words begin: «An Phú» is not in «Tân Phú». Whole words first.
select a.rank, a.code, a.name, d.name as district, p.name as province, p.code as province_code, a.id
from area a
left join area d on d.id = a.district
left join area p on p.id = a.province
where a.during @> (%(day)s::date - 1)
  and (strpos(' ' || a.folded, ' ' || %(words)s) > 0 or (a.code like %(code)s) or a.id = any (%(sought)s::int[]))
order by a.id = any (%(sought)s::int[]) desc, a.rank <> 'commune', p.code is distinct from %(city)s, ' ' || a.folded || ' ' not like '%% ' || %(words)s || ' %%',
         sort_key(a.name), a.code
limit %(limit)s
