-- A bridge point and its meeting, with the code when this mandate's unit may read it now.
select b.meeting, w.subject, m.starts_at, convenor.id as convenor_id, convenor.name as convenor_name,
       b.joined_at, b.confirmed_at, b.left_at, b.left_reason, b.joins, shown_code(b.item, %(mandate)s) as code
from bridge_point b
join work_item w on w.id = b.item
cross join meeting_of_point(b.item) m
left join unit convenor on convenor.id = m.convenor
where b.item = %(item)s
