-- The communes of the city, of every generation that has begun or is known to begin, with what took them over.
with city as (
    select id from area where rank = 'province' and code = %(city)s order by lower(during) desc limit 1
), heirs as (
    select h.old, array_agg(h.new order by h.is_default desc, h.new) as areas from area_heir h group by h.old
)
select a.id as area, a.code, a.name, d.name as district, lower(a.during) as starts_on, upper(a.during) as ends_on,
       coalesce(h.areas, '{}') as heirs
from area a
left join area d on d.id = a.district
left join heirs h on h.old = a.id
where a.rank = 'commune'
  and (a.province = (select id from city)
       or exists (select from area_heir f join area n on n.id = f.new where f.old = a.id and n.province = (select id from city)))
order by a.id
