select b.relation, b.document, b.item, b.sign, b.subject, b.issued_at, u.short_name as issuer, b.in_part, b.state
from letters_beside(%(item)s) b join unit u on u.id = b.issuer
order by b.issued_at desc nulls first
limit %(limit)s
