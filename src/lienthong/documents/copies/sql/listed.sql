-- Copies that these seats made from one instant to another, of one form or of all, the newest first.
select w.id as item, d.type as form, d.sign, d.subject, w.state, c.at as made_at, d.issued_at, source.id as of_item,
       coalesce(original.sign, '') as of_sign, maker.name as maker, signer.name as signer
from letter_copy c
join draft f on f.document = c.document
join visible_item w on w.id = f.item
join document d on d.id = c.document
left join visible_item source on source.id = c.item
left join lateral (select o.sign from letter_behind(c.item) o) original on true
left join mandate mm on mm.id = w.assignee
left join person maker on maker.id = mm.person
left join mandate sm on sm.id = d.signer
left join person signer on signer.id = sm.person
where c.seat = any (%(seats)s::int[]) and c.at >= %(since)s and c.at < %(until)s
  and (%(form)s::text = '' or d.type = %(form)s)
order by c.at desc, c.document
limit %(limit)s offset %(offset)s
