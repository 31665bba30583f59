select r.item, r.at, r.act, r.reason, r.before, u.short_name as unit
from right_used r
left join unit u on u.id = r.unit
where r.item = any (%(items)s::uuid[])
order by r.id
