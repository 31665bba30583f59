-- What the board counts, for the whole city whoever looks: read with the owner's rights, therefore numbers, units,
-- kinds, states and times only – no subject, no name of a person, nothing somebody typed.

-- The round of each kind that stands on the board: the newest that has begun, else the newest planned.
create function board_rounds() returns setof trial_round
language sql stable security definer set search_path = public, pg_temp
as $$
    select distinct on (played_by) * from trial_round order by played_by, (state = 'planned'), number desc
$$;

-- What a verdict counts as: 1 passed, 2 failed, 3 blocked, 4 void, 5 undecided.
create function verdict_rank(p_verdict text) returns int
language sql immutable parallel safe
as $$
    select case p_verdict when 'PASS' then 1 when 'PASS_ASSISTED' then 1 when 'FAIL' then 2 when 'TIMEOUT' then 2
                          when 'BLOCKED' then 3 when 'VOID' then 4 else 5 end
$$;

-- Units of a round by system: [system, mandatory, passed, failed, blocked, void, undecided]. The last verdict counts,
-- void is final. Number and rank stand in one integer, so that "the last one" is a maximum and needs no sorting.
create function board_units(p_round int) returns jsonb
language sql stable security definer set search_path = public, pg_temp
as $$
    with tried as (
        select expectation, case when bool_or(verdict = 'VOID') then 4 else max(number * 8 + verdict_rank(verdict)) & 7 end
               as rank
        from attempt where round = p_round group by expectation
    ), counted as (
        select e.unit, e.system, count(*) as mandatory,
               count(*) filter (where t.rank = 1) as passed, count(*) filter (where t.rank = 2) as failed,
               count(*) filter (where t.rank = 3) as blocked, count(*) filter (where t.rank = 4) as void,
               count(*) filter (where coalesce(t.rank, 5) = 5) as undecided
        from expectation e left join tried t on t.expectation = e.id
        where e.round = p_round and e.mandatory
        group by e.unit, e.system
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
create function board_steps(p_round int, p_unit int) returns jsonb
language sql stable security definer set search_path = public, pg_temp
as $$
    with standing as (
        select e.system, e.scenario, e.step, e.position, coalesce(t.rank, 5) as rank
        from expectation e
        left join lateral (
            select case when bool_or(verdict = 'VOID') then 4 else max(number * 8 + verdict_rank(verdict)) & 7 end as rank
            from attempt a where a.expectation = e.id
        ) t on true
        where e.round = p_round and e.unit = p_unit and e.mandatory
    ), counted as (
        select system, scenario, step, min(position) as position, count(*) as mandatory,
               count(*) filter (where rank = 1) as passed, count(*) filter (where rank = 2) as failed,
               count(*) filter (where rank = 3) as blocked, count(*) filter (where rank = 4) as void,
               count(*) filter (where rank = 5) as undecided
        from standing group by system, scenario, step
    )
    select coalesce(jsonb_agg(jsonb_build_array(system, scenario, step, mandatory, passed, failed, blocked, void,
                                                undecided) order by scenario, position), '[]')
    from counted
$$;

create function board_incidents(p_unit int, p_limit int) returns jsonb
language sql stable security definer set search_path = public, pg_temp
as $$
    select coalesce(jsonb_agg(jsonb_build_object(
        'item', w.id, 'state', w.state, 'at', w.received_at, 'severity', i.severity, 'unit', u.short_name)
        order by w.priority desc, w.received_at desc), '[]')
    from (
        select id, state, received_at, jurisdiction, priority from work_item
        where kind = 'incident' and closed_at is null
          and (p_unit is null or jurisdiction = any (held_by(p_unit, world_today())))
        order by priority desc, received_at desc
        limit p_limit
    ) w
    join incident i on i.item = w.id
    left join unit u on u.id = holder_of(w.jurisdiction, world_today())
$$;

-- What is stuck and the two questions that put it together stand in lateness.sql.
