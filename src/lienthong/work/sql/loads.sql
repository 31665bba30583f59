-- Open, late and done today by unit. What was overdue before the unit answered for it is not its lateness.
select h.unit, (count(*) filter (where w.closed_at is null))::int as open,
       (count(*) filter (where w.closed_at is null and w.due_at < (select world_now()) and w.paused_at is null
                         and w.due_at >= lower(h.during)::timestamp at time zone 'Asia/Ho_Chi_Minh'))::int as late,
       (count(*) filter (where w.closed_at is null and w.paused_at is null
                         and w.due_at < lower(h.during)::timestamp at time zone 'Asia/Ho_Chi_Minh'))::int as late_before,
       (count(*) filter (where w.closed_at is not null))::int as done_today
from unnest(%(seen)s::int[]) as s(jurisdiction)
join holding h on h.jurisdiction = s.jurisdiction and h.during @> world_today()
join lateral (
    select closed_at, due_at, paused_at from work_item
    where work_item.jurisdiction = s.jurisdiction and closed_at is null
    union all
    select closed_at, due_at, paused_at from work_item
    where work_item.jurisdiction = s.jurisdiction
      and closed_at >= world_today()::timestamp at time zone 'Asia/Ho_Chi_Minh'
) w on true
group by h.unit
