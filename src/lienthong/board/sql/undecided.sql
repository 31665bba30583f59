-- What nobody has put into its part when an area was divided, by who answers for it today: the sums of the lists
-- themselves, so that board, list and reminder cannot differ. Walks divided jurisdictions and their open work; where no
-- plan divides anything, nothing.
create function board_undecided(p_unit int, p_limit int) returns jsonb
language sql stable security definer set search_path = public, pg_temp
as $$
    with found as materialized (
        select o.plan, o.undivided, o.unit, o.n from city_undecided() o where p_unit is null or o.unit = p_unit
    )
    select jsonb_build_object(
        'undecided_total', (select coalesce(sum(n), 0) from found),
        'undecided', (
            select coalesce(jsonb_agg(jsonb_build_object(
                'plan', f.plan, 'basket', f.undivided, 'unit', u.short_name, 'n', f.n) order by f.n desc, f.undivided), '[]')
            from (select * from found order by n desc, undivided limit p_limit) f join unit u on u.id = f.unit))
$$;

-- Everything the board shows, in one question.
create or replace function board_numbers(p_listed int, p_told int) returns jsonb
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
        'incidents_open', (select count(*) from work_item where kind = 'incident' and closed_at is null),
        'incidents', board_incidents(null, p_listed),
        'ticker', (
            select coalesce(jsonb_agg(jsonb_build_object('at', j.at, 'verb', j.verb, 'unit', u.short_name)
                                      order by j.id desc), '[]')
            from (select id, at, verb, unit from journal order by id desc limit p_told) j
            left join unit u on u.id = j.unit))
        || board_stuck(null, p_listed) || board_undecided(null, p_listed)
$$;

-- One unit: its steps in the rounds on the board, and the newest attempts of each.
create or replace function board_unit(p_code text, p_listed int) returns jsonb
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
        'incidents', board_incidents(u.id, p_listed))
        || board_stuck(u.id, p_listed) || board_undecided(u.id, p_listed)
    from unit u
    where u.code = p_code and u.body = 'ubnd' and u.area is not null and u.during @> world_today()
$$;
