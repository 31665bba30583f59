-- A letter that another system sent has its sender's name and day beside it.
select b.relation, b.document, b.item, b.sign, b.subject,
       coalesce(b.issued_at, o.dated::timestamp at time zone 'Asia/Ho_Chi_Minh') as issued_at,
       coalesce(u.short_name, o.sender, '') as issuer, b.in_part, b.state
from letters_beside(%(item)s) b
left join unit u on u.id = b.issuer
left join outside_letter o on o.item = b.item
order by issued_at desc nulls first
limit %(limit)s
