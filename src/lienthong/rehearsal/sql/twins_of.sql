select count(*)::int as n, t.kind, u.short_name as unit, t.door, min(t.opened_at) as opened_at
from nonce_twin t
left join unit u on u.id = t.opened_unit
where t.round = %(round)s
group by t.kind, u.short_name, t.door
order by opened_at
