select d.type as form, count(*)::int as n
from letter_copy c
join draft f on f.document = c.document
join visible_item w on w.id = f.item
join document d on d.id = c.document
where c.seat = any (%(seats)s::int[]) and c.at >= %(since)s and c.at < %(until)s
group by 1
