-- Lateness on the board: what a unit let pass apart from what came to it overdue.

-- Open work past its due time: what its present holder let pass, the longest first, then what came to it overdue
-- (`before`), which is not its lateness: {stuck, stuck_total, stuck_before}. A unit's own when `p_unit` is given.
create or replace function board_stuck(p_unit int, p_limit int) returns jsonb
language sql stable security definer set search_path = public, pg_temp
as $$
    with late as materialized (
        select id, kind, state, due_at, chain_seq, jurisdiction from work_item
        where closed_at is null and paused_at is null and due_at < (select world_now())
          and (p_unit is null or jurisdiction = any (held_by(p_unit, world_today())))
    ), held as materialized (
        -- Once a basket; as a join here and not by held_since(), whose calls cost more than the rest together.
        select b.jurisdiction, lower(h.during)::timestamp at time zone 'Asia/Ho_Chi_Minh' as since
        from (select distinct jurisdiction from late) b
        join holding h on h.jurisdiction = b.jurisdiction and h.during @> (select world_today())
    ), overdue as (
        select late.*, late.due_at < held.since as before from late join held using (jurisdiction)
    ), listed as (
        select * from overdue order by before, due_at, id limit p_limit
    )
    select jsonb_build_object(
        'stuck_total', (select count(*) from overdue where not before),
        'stuck_before', (select count(*) from overdue where before),
        'stuck', (select coalesce(jsonb_agg(jsonb_build_object(
                'item', l.id, 'kind', l.kind, 'state', l.state, 'due_at', l.due_at, 'untouched', l.chain_seq = 1,
                'before', l.before, 'unit', u.short_name) order by l.before, l.due_at, l.id), '[]')
            from listed l left join unit u on u.id = holder_of(l.jurisdiction, world_today())))
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
        || board_stuck(null, p_listed)
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
        || board_stuck(u.id, p_listed)
    from unit u
    where u.code = p_code and u.body = 'ubnd' and u.area is not null and u.during @> world_today()
$$;
