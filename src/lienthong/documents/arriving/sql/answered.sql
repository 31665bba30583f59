-- The issued letter that an answer names; by its sign, which no other of the body has in that year.
select d.id
from document d
where d.sign = %(sign)s and d.issuer_unit = %(unit)s
  and (d.issued_at at time zone 'Asia/Ho_Chi_Minh')::date = %(issued_on)s
  and exists (select from draft f where f.document = d.id)
limit 1
