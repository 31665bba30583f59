-- Letters of this sign that the body has from the same sender, of the same day: on paper or by the system.
select w.id, v.register_number, v.register_letter, v.register_year, coalesce(o.sender, u.name, '') as sender, d.issuer_unit,
       coalesce(o.dated, (d.issued_at at time zone 'Asia/Ho_Chi_Minh')::date) as dated
from work_item w
join delivery v on v.item = w.id
cross join lateral letter_behind(w.id) d
left join outside_letter o on o.item = w.id
left join unit u on u.id = d.issuer_unit
where w.reference = %(sign)s and w.kind = 'delivery' and w.received_seat = any (%(seats)s::int[])
order by w.received_at
limit 20
