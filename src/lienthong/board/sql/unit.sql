-- What of a unit's own open work is stuck: board_stuck's answer for one unit, reached by the index of inboxes, so that
-- it costs what is late and listed, not what is open.
create or replace function board_stuck_of(p_unit int, p_limit int) returns jsonb
language sql stable security definer set search_path = public, pg_temp
as $$
    with held as materialized (
        select jurisdiction, since from held_now where unit = p_unit
    ), counted as (
        select count(*) filter (where not late.before) as here, count(*) filter (where late.before) as before
        from held h cross join lateral (
            select coalesce(is_late_before(due_at, paused_at, (select world_now()), h.since), false) as before
            from work_item
            where jurisdiction = h.jurisdiction and closed_at is null
              and is_overdue(due_at, paused_at, (select world_now()))
        ) late
    ), listed as (
        -- Chosen in the index alone, which knows neither state nor chain.
        select l.id, l.before from held h cross join lateral (
            (select id, due_at, false as before from work_item
             where jurisdiction = h.jurisdiction and closed_at is null
               and is_late_here(due_at, paused_at, (select world_now()), h.since)
             order by due_at nulls last, id limit p_limit)
            union all
            (select id, due_at, true from work_item
             where jurisdiction = h.jurisdiction and closed_at is null
               and is_late_before(due_at, paused_at, (select world_now()), h.since)
             order by due_at nulls last, id limit p_limit)
        ) l
        order by l.before, l.due_at, l.id limit p_limit
    )
    select jsonb_build_object(
        'stuck_total', (select here from counted),
        'stuck_before', (select before from counted),
        'stuck', (select coalesce(jsonb_agg(jsonb_build_object(
                'item', w.id, 'kind', w.kind, 'state', w.state, 'due_at', w.due_at, 'untouched', w.chain_seq = 1,
                'before', l.before, 'unit', u.short_name, 'jurisdiction', w.jurisdiction)
                order by l.before, w.due_at, w.id), '[]')
            from listed l join work_item w using (id) cross join unit u where u.id = p_unit))
$$;

-- Open incidents are few: theirs is the list to begin with, not the unit's open work.
create or replace function board_incidents(p_unit int, p_limit int) returns jsonb
language sql stable security definer set search_path = public, pg_temp
as $$
    with open as materialized (
        select id, state, received_at, jurisdiction, priority from work_item
        where kind = 'incident' and closed_at is null
    )
    select coalesce(jsonb_agg(jsonb_build_object(
        'item', w.id, 'state', w.state, 'at', w.received_at, 'severity', i.severity, 'unit', u.short_name)
        order by w.priority desc, w.received_at desc), '[]')
    from (
        select * from open
        where p_unit is null or jurisdiction = any (held_by(p_unit, world_today()))
        order by priority desc, received_at desc
        limit p_limit
    ) w
    join incident i on i.item = w.id
    left join unit u on u.id = holder_of(w.jurisdiction, world_today())
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
        || board_stuck_of(u.id, p_listed) || board_undecided(u.id, p_listed)
    from unit u
    where u.code = p_code and u.body = 'ubnd' and u.area is not null and u.during @> world_today()
$$;
