-- Steps that should have begun: everything before them is done and their time to start has run out, or three
-- attempts have not been enough. Asked of the records each time; no watchdog has to have been awake.
with done as (
    select e."case", e.step, max(a.ended_at) filter (where a.verdict in ('PASS', 'PASS_ASSISTED')) as at,
           count(a.id) as tries, bool_or(a.verdict in ('PASS', 'PASS_ASSISTED', 'TIMEOUT', 'VOID')) as is_over
    from expectation e left join attempt a on a.expectation = e.id
    where e.round = %(round)s
    group by e."case", e.step
), waiting as (
    select e.id, e."case", e.unit, e.scenario, e.instance, e.step, e.role, d.tries,
           case when e.after = '{}' then t.starts_at + c.at_minute * 60 / t.speed * interval '1 second'
                else (select case when count(*) = cardinality(e.after) then max(b.at) end
                      from done b where b."case" = e."case" and b.step = any (e.after) and b.at is not null) end
               as enabled_at,
           coalesce(e.start_within, e.within) / case when e.is_peoples then t.speed else 1 end * interval '1 second'
               as patience
    from expectation e
    join done d on d."case" = e."case" and d.step = e.step
    join planned_case c on c.id = e."case"
    join trial_round t on t.id = e.round
    where e.round = %(round)s and t.state = 'running' and coalesce(t.validity, 'valid') = 'valid'
      and not coalesce(d.is_over, false)
)
select w.id as expectation, w.unit, u.short_name as unit_name, w.scenario, w.instance, w.step, w.role, w.tries,
       w.enabled_at, w.enabled_at + w.patience as due_at,
       case when w.tries >= 3 then 'looping' else 'late_start' end as why
from waiting w join unit u on u.id = w.unit
where w.tries >= 3 or w.enabled_at + w.patience < (select world_now())
order by w.enabled_at
limit %(limit)s
