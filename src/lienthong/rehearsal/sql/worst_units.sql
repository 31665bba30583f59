-- The units that are furthest from complete: the fewest of their mandatory steps passed.
with tried as (
    select expectation,
           (array_agg(verdict order by number desc))[1] in ('PASS', 'PASS_ASSISTED')
               and not bool_or(verdict = 'VOID') as passed,
           (array_agg(verdict order by number desc))[1] as verdict
    from attempt
    where round = %(round)s and decided_at <= %(as_of)s
    group by expectation
)
select e.unit, u.code, u.name, u.short_name, count(*)::int as planned,
       (count(*) filter (where t.passed))::int as passed,
       (count(*) filter (where t.verdict is not null and not t.passed))::int as failed
from expectation e
join unit u on u.id = e.unit
left join tried t on t.expectation = e.id
where e.round = %(round)s and e.mandatory
group by e.unit, u.code, u.name, u.short_name
having count(*) filter (where t.passed) < count(*)
order by (count(*) filter (where t.passed))::float / count(*),
         count(*) filter (where t.verdict is not null and not t.passed) desc, u.code
limit %(limit)s
