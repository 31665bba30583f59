-- Who has opened an item: each mandate once, the newest first; how often they printed it.
select p.name as who, po.title, u.short_name as unit, r.first_at, r.days,
       (select count(*)::int from letter_printing n where n.item = %(item)s and n.mandate = r.mandate) as prints
from (
    select mandate, max(at) as last_at, min(at) as first_at, count(*)::int as days
    from letter_reading where item = %(item)s
    group by mandate
) r
join mandate m on m.id = r.mandate
join person p on p.id = m.person
join post po on po.id = m.post
join unit u on u.id = po.unit
order by r.last_at desc, r.mandate
limit %(limit)s
