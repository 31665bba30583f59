-- The points of a meeting as the convenor sees them: who is there, who left, who never came.
select w.id as item, u.id as unit, u.code as unit_code, u.name as unit_name, w.state, b.joined_at,
       b.confirmed_at, b.left_at, b.left_reason, b.joins
from work_item w
join bridge_point b on b.item = w.id
left join unit u
    on u.id = holder_of(w.jurisdiction, (coalesce(w.closed_at, world_now()) at time zone 'Asia/Ho_Chi_Minh')::date)
where w.parent = %(meeting)s and w.kind = 'bridge_point'
order by u.code, w.id
