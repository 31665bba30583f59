-- What one has opened, the newest day first; without words where it is no longer theirs to see, and by words only what is.
select r.item, r.at, v.kind, v.reference, v.subject, count(*) over ()::int as total
from letter_reading r
left join visible_item v on v.id = r.item
where r.mandate = %(mandate)s
  and (%(since)s::date is null or r.day >= %(since)s) and (%(until)s::date is null or r.day <= %(until)s)
  and (%(words)s::text is null or strpos(v.words, %(words)s) > 0 or v.reference = %(reference)s)
order by r.at desc, r.item
limit %(limit)s offset %(offset)s
