select r.at, r.door, p.name as who, po.title, u.short_name as unit, r.item, w.kind, w.reference,
       count(*) over ()::int as total
from reading r
left join mandate m on m.id = r.mandate
left join person p on p.id = m.person
left join post po on po.id = m.post
left join unit u on u.id = r.unit
left join work_item w on w.id = r.item
where r.seat = any ((select nullif(current_setting('lt.scope', true), '')::int[])::int[])
  and r.at >= %(since)s::date::timestamp at time zone 'Asia/Ho_Chi_Minh'
  and r.at < (%(until)s::date + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh'
  and (%(door)s::text is null or r.door = %(door)s)
  and (%(code)s::text is null or w.reference = %(code)s or p.folded like %(name)s)
order by r.at desc, r.id desc
limit %(limit)s offset %(offset)s
