-- What went wrong, by step: which units, how often, and what the newest evidence says. What was only blocked by it
-- comes last.
select s.scenario, s.step, s.role, s.verdict, count(*)::int as n,
       array_agg(distinct u.short_name) as units,
       (array_agg(a.evidence order by a.decided_at desc))[1] as evidence
from expectation_standing(%(round)s, 'infinity') s
join unit u on u.id = s.unit
join attempt a on a.expectation = s.expectation and a.number = s.counts
where s.mandatory and not s.passed and s.state <> 'machine'
group by s.scenario, s.step, s.role, s.verdict
order by s.verdict = 'BLOCKED', count(*) desc, s.scenario, s.step
