-- How many mandatory steps stand where, those without a verdict and those a machine passed included.
select case state when 'machine' then 'MACHINE' else coalesce(verdict, 'UNKNOWN') end as verdict, count(*)::int as n
from expectation_standing(%(round)s, %(as_of)s)
where mandatory
group by 1
order by 1
