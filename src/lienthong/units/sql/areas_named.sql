-- Areas of a day whose name, without marks, contains the words; a name never identifies one.
select a.id as area, a.code, a.name, d.name as district, p.name as province
from area a
left join area d on d.id = a.district
left join area p on p.id = a.province
where a.rank = 'commune' and a.during @> %(on)s::date and strpos(a.folded, %(words)s) > 0
order by sort_key(a.name), a.code
limit %(limit)s
