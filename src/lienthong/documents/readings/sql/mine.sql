-- What one has opened, the newest day first; without words where it is no longer theirs to see.
select r.item, r.at, v.kind, v.reference, v.subject, count(*) over ()::int as total
from letter_reading r
left join visible_item v on v.id = r.item
where r.mandate = %(mandate)s
order by r.at desc, r.item
limit %(limit)s offset %(offset)s
