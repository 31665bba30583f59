-- Steps that should have begun: everything before them is done and their time to start has run out, or three
-- attempts have not been enough. Asked of the records each time; no watchdog has to have been awake. Each step finds
-- its own attempts and those of the steps before it: a join of all with all grows with the square of the round.
with waiting as (
    select e.id, e.unit, e.scenario, e.instance, e.step, e.role, own.tries,
           case when e.after = '{}' then t.starts_at + c.at_minute * 60 / t.speed * interval '1 second'
                else before.at end as enabled_at,
           coalesce(e.start_within, e.within) / case when e.is_peoples then t.speed else 1 end * interval '1 second'
               as patience
    from trial_round t
    join expectation e on e.round = t.id
    join planned_case c on c.id = e."case"
    cross join lateral (
        select count(*) as tries, bool_or(a.verdict in ('PASS', 'PASS_ASSISTED', 'TIMEOUT', 'VOID')) as is_over
        from attempt a where a.expectation = e.id
    ) own
    cross join lateral (
        select case when count(passed.at) = cardinality(e.after) then max(passed.at) end as at
        from expectation b
        cross join lateral (
            select max(a.ended_at) as at from attempt a
            where a.expectation = b.id and a.verdict in ('PASS', 'PASS_ASSISTED')
        ) passed
        where b."case" = e."case" and b.step = any (e.after)
    ) before
    where t.id = %(round)s and t.state = 'running' and coalesce(t.validity, 'valid') = 'valid'
      and not coalesce(own.is_over, false)
)
select w.id as expectation, w.unit, u.short_name as unit_name, w.scenario, w.instance, w.step, w.role, w.tries,
       w.enabled_at, w.enabled_at + w.patience as due_at,
       case when w.tries >= 3 then 'looping' else 'late_start' end as why
from waiting w join unit u on u.id = w.unit
where w.tries >= 3 or w.enabled_at + w.patience < (select world_now())
order by w.enabled_at
limit %(limit)s
