-- Every generation that carried a code, the latest first.
select a.id, a.code, a.rank, a.kind, a.name, lower(a.during) as starts_on, upper(a.during) as ends_on,
       d.name as district, p.name as province
from area a
left join area d on d.id = a.district
left join area p on p.id = a.province
where a.code = %(code)s
order by lower(a.during) desc
