-- The communes of the city of today as they stand on the eve, by province and district.
select a.rank, a.code, a.name, d.name as district, p.name as province, p.code as province_code, a.id
from communes_of((select id from area where rank = 'province' and code = %(city)s order by lower(during) desc limit 1),
                 %(day)s::date - 1) c
join area a on a.id = c
left join area d on d.id = a.district
left join area p on p.id = a.province
order by p.code, d.code, sort_key(a.name), a.code
