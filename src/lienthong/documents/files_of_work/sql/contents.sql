-- What lies in a file, in order; of what the reader may not see nothing but that it is there.
select c.ordinal, c.item, coalesce(w.kind, '') as kind, coalesce(w.reference, '') as reference,
       coalesce(w.subject, '') as subject, coalesce(w.state, '') as state,
       coalesce(to_char(coalesce(d.issued_at, w.received_at) at time zone 'Asia/Ho_Chi_Minh', 'FMDD/FMMM/YYYY'), '')
           as dated,
       coalesce(u.name, '') as author, coalesce(d.type, '') as type, w.id is not null and w.closed_at is null as is_open
from file_content c
left join visible_item w on w.id = c.item
left join lateral (select * from letter_behind(c.item)) d on true
left join unit u on u.id = d.issuer_unit
where c.file = %(file)s
order by c.ordinal, c.item
