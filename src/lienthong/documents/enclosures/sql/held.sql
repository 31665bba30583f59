-- A draft's letter and what goes with it already, in order.
select f.document, array_agg(e.id order by e.ordinal) filter (where e.id is not null) as ids,
       array_agg(e.name order by e.ordinal) filter (where e.id is not null) as names,
       array_agg(e.digest order by e.ordinal) filter (where e.id is not null) as digests
from draft f
left join enclosure e on e.document = f.document
where f.item = %(item)s
group by f.document
