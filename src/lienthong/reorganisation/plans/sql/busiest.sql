-- Committees of wards with the fullest inboxes today, each with somebody in office.
select h.unit, min(m.id) as mandate, sum(l.n) as open_items
from (select jurisdiction, sum(n) as n from reconciliation_lines() group by jurisdiction) l
join holding h on h.jurisdiction = l.jurisdiction and h.during @> world_today()
join unit u on u.id = h.unit and u.area is not null and u.body = 'ubnd'
join post p on p.unit = u.id
join mandate m on m.post = p.id and m.during @> world_today()
group by h.unit
order by open_items desc, h.unit
limit 10
