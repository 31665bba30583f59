-- One JSON of counts for a round at a time; `rates.rates` says the same in plain Python.
with trial as (
    select id, catalogue from trial_round where id = %(round)s
), standing as (
    select expectation as id, unit, system, "case", mandatory, catches, is_peoples, procedure, state, passed, on_time, at_first,
           by_assigned, conforming
    from expectation_standing(%(round)s, %(as_of)s)
), of_case as (
    select "case", system, bool_and((passed or not mandatory) and conforming) as passed, max(procedure) as procedure
    from standing group by "case", system
), of_unit as (
    select unit, system, coalesce(bool_and(passed) filter (where mandatory), false) as passed
    from standing group by unit, system
)
select
    (select count(*) from round_unit where round = %(round)s)::int as enrolled,
    (select catalogue from trial) as catalogue,
    (select jsonb_object_agg(system, jsonb_build_array(passed, planned, machine)) from (
        select system, count(*) filter (where passed) as passed, count(*) as planned,
               count(*) filter (where state = 'machine') as machine
        from standing where mandatory group by system) s) as steps,
    (select jsonb_object_agg(system, passed) from (
        select system, count(*) filter (where passed) as passed from of_unit group by system) s) as units,
    (select count(*) from (
        select unit from of_unit where passed group by unit having count(*) = %(systems)s) s)::int as complete,
    (select jsonb_object_agg(system, jsonb_build_array(passed, planned)) from (
        select system, count(*) filter (where passed) as passed, count(*) as planned
        from of_case group by system) s) as cases,
    (select jsonb_build_object(
        'mandatory', count(*) filter (where mandatory),
        'machine', count(*) filter (where mandatory and state = 'machine'),
        'on_time', count(*) filter (where mandatory and on_time),
        'first_pass', count(*) filter (where mandatory and at_first),
        'peoples', count(*) filter (where is_peoples and passed),
        'autonomy', count(*) filter (where is_peoples and by_assigned),
        'traps', count(*) filter (where catches),
        'caught', count(*) filter (where catches and passed and "case" in (select "case" from of_case where passed))
     ) from standing) as over_all,
    (select count(distinct procedure) from of_case where passed)::int as exercised
