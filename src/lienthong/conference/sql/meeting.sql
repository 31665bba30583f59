select m.item as id, w.subject, m.starts_at, convenor.id as convenor_id, convenor.name as convenor_name
from meeting m
join work_item w on w.id = m.item
left join unit convenor on convenor.id = m.convenor
where m.item = %(item)s
