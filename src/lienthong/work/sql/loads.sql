-- Open, late and done today by unit. What was overdue before the unit answered for it is not its lateness.
select h.unit, (count(*) filter (where w.closed_at is null))::int as open,
       (count(*) filter (where w.closed_at is null
                         and is_late_here(w.due_at, w.paused_at, (select world_now()), h.since)))::int as late,
       (count(*) filter (where w.closed_at is null
                         and is_late_before(w.due_at, w.paused_at, (select world_now()), h.since)))::int as late_before,
       (count(*) filter (where w.closed_at is not null))::int as done_today
from unnest(%(seen)s::int[]) as s(jurisdiction)
join held_now h on h.jurisdiction = s.jurisdiction
join lateral (
    select closed_at, due_at, paused_at from work_item
    where work_item.jurisdiction = s.jurisdiction and closed_at is null
    union all
    select closed_at, due_at, paused_at from work_item
    where work_item.jurisdiction = s.jurisdiction
      and closed_at >= world_today()::timestamp at time zone 'Asia/Ho_Chi_Minh'
) w on true
group by h.unit
