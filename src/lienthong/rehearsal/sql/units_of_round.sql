-- Each unit in each system: steps planned, passed and failed, and whether the unit is complete there.
with tried as (
    select expectation,
           (array_agg(verdict order by number desc))[1] in ('PASS', 'PASS_ASSISTED')
               and not bool_or(verdict = 'VOID') as passed,
           true as decided
    from attempt
    where round = %(round)s and decided_at <= %(as_of)s
    group by expectation
), of_system as (
    select e.unit, e.system, count(*)::int as planned, (count(*) filter (where t.passed))::int as passed,
           (count(*) filter (where t.decided and not t.passed))::int as failed
    from expectation e left join tried t on t.expectation = e.id
    where e.round = %(round)s and e.mandatory
    group by e.unit, e.system
)
select r.unit, r.code, u.short_name as name, r.withdrawn_at is not null as withdrawn,
       coalesce(jsonb_object_agg(s.system, jsonb_build_object('passed', s.passed, 'planned', s.planned,
                                                              'failed', s.failed)) filter (where s.system is not null),
                '{}') as systems
from round_unit r
join unit u on u.id = r.unit
left join of_system s on s.unit = r.unit
where r.round = %(round)s
group by r.unit, r.code, u.short_name, r.withdrawn_at
order by r.code
