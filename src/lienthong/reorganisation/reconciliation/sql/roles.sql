-- Which roles somebody holds at these units on the day; a unit still in preparation counts from its own first day.
select p.unit, array_agg(distinct p.role) as roles
from post p
join mandate m on m.post = p.id and upper(m.during) is distinct from %(on)s::date
     and (m.during @> %(on)s::date or (lower(m.during) >= date '9999-01-01'))
where p.unit = any (%(units)s::int[])
group by p.unit
