-- The units that are furthest from complete: the fewest of their mandatory steps passed.
select s.unit, u.code, u.name, u.short_name, count(*)::int as planned,
       (count(*) filter (where s.passed))::int as passed,
       (count(*) filter (where s.state not in ('passed', 'undecided', 'machine')))::int as failed
from expectation_standing(%(round)s, %(as_of)s) s
join unit u on u.id = s.unit
where s.mandatory
group by s.unit, u.code, u.name, u.short_name
having count(*) filter (where s.passed) < count(*)
order by (count(*) filter (where s.passed))::float / count(*),
         count(*) filter (where s.state not in ('passed', 'undecided', 'machine')) desc, u.code
limit %(limit)s
