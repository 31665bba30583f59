-- What the board counts of a round, by the rule of `rehearsal` (`expectation_standing`).

-- Units of a round by system: [system, mandatory, passed, failed, blocked, void, undecided].
create or replace function board_units(p_round int) returns jsonb
language sql stable security definer set search_path = public, pg_temp
as $$
    with counted as (
        select unit, system, count(*) as mandatory,
               count(*) filter (where state = 'passed') as passed, count(*) filter (where state = 'failed') as failed,
               count(*) filter (where state = 'blocked') as blocked, count(*) filter (where state = 'void') as void,
               count(*) filter (where state = 'undecided') as undecided
        from expectation_standing(p_round, 'infinity')
        where mandatory
        group by unit, system
    ), of_unit as (
        select unit, jsonb_agg(jsonb_build_array(system, mandatory, passed, failed, blocked, void, undecided)) as systems
        from counted group by unit
    )
    select coalesce(jsonb_agg(jsonb_build_array(r.code, a.name, r.withdrawn_at is not null, coalesce(o.systems, '[]'))
                              order by r.code), '[]')
    from round_unit r
    join area a on a.id = r.area
    left join of_unit o on o.unit = r.unit
    where r.round = p_round
$$;

-- The steps of one unit in a round: [system, scenario, step, mandatory, passed, failed, blocked, void, undecided].
create or replace function board_steps(p_round int, p_unit int) returns jsonb
language sql stable security definer set search_path = public, pg_temp
as $$
    with counted as (
        select system, scenario, step, min(position) as position, count(*) as mandatory,
               count(*) filter (where state = 'passed') as passed, count(*) filter (where state = 'failed') as failed,
               count(*) filter (where state = 'blocked') as blocked, count(*) filter (where state = 'void') as void,
               count(*) filter (where state = 'undecided') as undecided
        from expectation_standing(p_round, 'infinity')
        where unit = p_unit and mandatory
        group by system, scenario, step
    )
    select coalesce(jsonb_agg(jsonb_build_array(system, scenario, step, mandatory, passed, failed, blocked, void,
                                                undecided) order by scenario, position), '[]')
    from counted
$$;
