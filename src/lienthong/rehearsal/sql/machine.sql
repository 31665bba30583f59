-- Where the steps of a round stand, as `judging.sql` says, and: what a machine passed in a round of people – an act by a
-- token instead of a page – has a state of its own, beside passed and failed. It is no person's pass.
create or replace function expectation_standing(p_round int, p_as_of timestamptz)
returns table (
    expectation bigint, unit int, system text, "case" bigint, scenario text, step text, "position" smallint, role text,
    mandatory boolean, catches boolean, is_peoples boolean, procedure text,
    verdict text, state text, passed boolean, on_time boolean, at_first boolean, by_assigned boolean,
    conforming boolean, counts int
)
language sql stable parallel safe
as $$
    select e.id, e.unit, e.system, e."case", e.scenario, e.step, e.position, e.role,
           e.mandatory, e.catches, e.is_peoples, e.procedure,
           ('{PASS,PASS,PASS_ASSISTED,FAIL,TIMEOUT,BLOCKED,NOT_STARTED,VOID}'::text[])[(t.last >> 2 & 7) + 1],
           coalesce(('{machine,passed,passed,failed,failed,blocked,failed,void}'::text[])[(t.last >> 2 & 7) + 1],
                    'undecided'),
           coalesce(t.last >> 2 & 7 in (1, 2), false),
           coalesce(t.last >> 2 & 7 in (1, 2) and t.last >> 1 & 1 = 1, false),
           coalesce(t.last >> 2 & 7 in (1, 2) and t.last >> 5 = 1, false),
           coalesce(t.last >> 2 & 7 in (1, 2) and t.last & 1 = 1, false),
           coalesce(t.conforming, true), t.last >> 5 & 65535
    from expectation e
    cross join (select coalesce(validity, 'valid') = 'valid' as judges from trial_round where id = p_round) r
    left join lateral (
        select c.conforming, case when r.judges or c.last >> 2 & 7 in (0, 1, 2, 7) then c.last end as last
        from (
            -- All that is asked of the attempt that counts stands in one integer, so that finding it is a maximum and
            -- needs no sorting: void (1 bit), number (16), verdict (3), on time (1), done by the person assigned (1). The
            -- verdict 0 is a machine's pass.
            select bool_and(a.conforming) as conforming,
                   max(a.number * 32 + a.on_time::int * 2 + (a.actor_kind = 'human')::int
                       + case a.verdict when 'PASS' then case a.actor_kind when 'machine' then 0 else 4 end
                                        when 'PASS_ASSISTED' then case a.actor_kind when 'machine' then 0 else 8 end
                                        when 'FAIL' then 12
                                        when 'TIMEOUT' then 16 when 'BLOCKED' then 20 when 'NOT_STARTED' then 24
                                        else 28 + 65536 * 32 end) as last
            from attempt a
            where a.expectation = e.id and a.decided_at <= p_as_of
        ) c
    ) t on true
    where e.round = p_round
$$;
