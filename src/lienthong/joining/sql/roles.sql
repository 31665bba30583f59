-- Which roles somebody will hold at these units, today, once their people are here too.
with people as (
    select p.unit, p.role, m.during from post p join mandate m on m.post = p.id
    union all
    select p.unit, p.role, m.during from joining.post p join joining.mandate m on m.post = p.id
)
select unit, array_agg(distinct role) as roles
from people
where unit = any (%(units)s::int[]) and during @> world_today()
group by unit
