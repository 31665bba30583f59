-- How many mandatory steps stand where, those without a verdict included.
select coalesce(verdict, 'UNKNOWN') as verdict, count(*)::int as n
from expectation_standing(%(round)s, %(as_of)s)
where mandatory
group by 1
order by 1
