-- Each unit in each system: [mandatory, passed, failed, blocked, void, undecided, machine] steps.
with of_system as (
    select unit, system, array[
        count(*), count(*) filter (where state = 'passed'), count(*) filter (where state = 'failed'),
        count(*) filter (where state = 'blocked'), count(*) filter (where state = 'void'),
        count(*) filter (where state = 'undecided'), count(*) filter (where state = 'machine')] as tally
    from expectation_standing(%(round)s, %(as_of)s)
    where mandatory
    group by unit, system
)
select r.unit, r.code, u.short_name as name, r.withdrawn_at is not null as withdrawn,
       coalesce(jsonb_object_agg(s.system, s.tally) filter (where s.system is not null), '{}') as systems
from round_unit r
join unit u on u.id = r.unit
left join of_system s on s.unit = r.unit
where r.round = %(round)s
group by r.unit, r.code, u.short_name, r.withdrawn_at
order by r.code
