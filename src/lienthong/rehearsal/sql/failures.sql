-- What went wrong, by step: which units, how often, and what the last evidence says. What was only blocked by it
-- comes last.
select e.scenario, e.step, e.role, a.verdict, count(*)::int as n,
       array_agg(distinct u.short_name) as units,
       (array_agg(a.evidence order by a.decided_at desc))[1] as evidence
from expectation e
join unit u on u.id = e.unit
join lateral (
    select verdict, evidence, decided_at from attempt
    where expectation = e.id order by number desc limit 1
) a on a.verdict not in ('PASS', 'PASS_ASSISTED')
where e.round = %(round)s and e.mandatory
group by e.scenario, e.step, e.role, a.verdict
order by a.verdict = 'BLOCKED', count(*) desc, e.scenario, e.step
