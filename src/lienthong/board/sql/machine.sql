-- One unit: its steps in the rounds on the board, and the newest attempts of each; what a token passed in a round of
-- people is said to be a machine's.
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
                        select a.decided_at, x.system, x.scenario, x.step, x.instance,
                               case when a.actor_kind = 'machine' and a.verdict in ('PASS', 'PASS_ASSISTED') then 'MACHINE'
                                    else a.verdict end as verdict,
                               a.evidence ->> 'reason' as why, j.item,
                               a.verdict in ('PASS', 'PASS_ASSISTED') and a.actor_kind <> 'machine' as passed
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
