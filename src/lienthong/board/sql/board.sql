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

-- Open work past its due time, the longest first; a unit's own when `p_unit` is given.
create function board_stuck(p_unit int, p_limit int) returns jsonb
language sql stable security definer set search_path = public, pg_temp
as $$
    select coalesce(jsonb_agg(jsonb_build_object(
        'item', w.id, 'kind', w.kind, 'state', w.state, 'due_at', w.due_at, 'untouched', w.chain_seq = 1,
        'unit', u.short_name) order by w.due_at), '[]')
    from (
        select id, kind, state, due_at, chain_seq, jurisdiction from work_item
        where closed_at is null and paused_at is null and due_at < (select world_now())
          and (p_unit is null or jurisdiction = any (held_by(p_unit, world_today())))
        order by due_at, id
        limit p_limit
    ) w
    left join unit u on u.id = holder_of(w.jurisdiction, world_today())
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

-- Everything the board shows, in one question.
create function board_numbers(p_listed int, p_told int) returns jsonb
language sql stable security definer set search_path = public, pg_temp
as $$
    select jsonb_build_object(
        'world', (select jsonb_build_object('name', name, 'kind', kind) from world),
        'now', world_now(),
        'real', now(),
        'rounds', (
            select coalesce(jsonb_agg(jsonb_build_object(
                'number', r.number, 'played_by', r.played_by, 'state', r.state, 'speed', r.speed,
                'starts_real_at', r.starts_real_at, 'ended_real_at', r.ended_real_at,
                'signed_at', greatest(
                    r.starts_real_at,
                    (select s.as_of from snapshot s where s.round = r.id order by s.number desc limit 1),
                    (select a.decided_at from attempt a where a.round = r.id order by a.decided_at desc limit 1)),
                'units', board_units(r.id))), '[]')
            from board_rounds() r),
        'stuck_total', (select count(*) from work_item
                        where closed_at is null and paused_at is null and due_at < (select world_now())),
        'stuck', board_stuck(null, p_listed),
        'incidents_open', (select count(*) from work_item where kind = 'incident' and closed_at is null),
        'incidents', board_incidents(null, p_listed),
        'ticker', (
            select coalesce(jsonb_agg(jsonb_build_object('at', j.at, 'verb', j.verb, 'unit', u.short_name)
                                      order by j.id desc), '[]')
            from (select id, at, verb, unit from journal order by id desc limit p_told) j
            left join unit u on u.id = j.unit))
$$;

-- One unit: its steps in the rounds on the board, and the newest attempts of each.
create function board_unit(p_code text, p_listed int) returns jsonb
language sql stable security definer set search_path = public, pg_temp
as $$
    select jsonb_build_object(
        'code', u.code, 'name', u.name, 'now', world_now(), 'real', now(),
        'world', (select jsonb_build_object('name', name, 'kind', kind) from world),
        'rounds', (
            select coalesce(jsonb_agg(jsonb_build_object(
                'number', r.number, 'played_by', r.played_by, 'state', r.state,
                'withdrawn', e.withdrawn_at is not null,
                'steps', board_steps(r.id, u.id),
                'attempts', (
                    select coalesce(jsonb_agg(jsonb_build_object(
                        'at', t.decided_at, 'system', t.system, 'scenario', t.scenario, 'step', t.step,
                        'instance', t.instance, 'verdict', t.verdict, 'why', t.why, 'item', t.item)
                        order by t.passed, t.decided_at desc), '[]')
                    from (
                        select a.decided_at, x.system, x.scenario, x.step, x.instance, a.verdict,
                               a.evidence ->> 'reason' as why, j.item,
                               a.verdict in ('PASS', 'PASS_ASSISTED') as passed
                        from expectation x
                        join attempt a on a.expectation = x.id
                        left join journal j on j.id = a.line
                        where x.round = r.id and x.unit = u.id
                        order by passed, a.decided_at desc
                        limit p_listed
                    ) t))
                order by r.number), '[]')
            from board_rounds() r
            join round_unit e on e.round = r.id and e.unit = u.id),
        'stuck', board_stuck(u.id, p_listed),
        'incidents', board_incidents(u.id, p_listed))
    from unit u
    where u.code = p_code and u.body = 'ubnd' and u.area is not null and u.during @> world_today()
$$;
