select o.id, o.name, o.size, o.sha256, o.at, o.state, o.told, o.refusal,
       case when %(id)s::int is not null then o.report end as report, o.joining, p.name as who
from offered_file o
join mandate m on m.id = o.mandate
join person p on p.id = m.person
where o.id = coalesce(%(id)s::int, o.id)
order by o.id desc
limit %(limit)s::int
