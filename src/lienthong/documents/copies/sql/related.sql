-- Copies that were made of a letter, and the letter of which it is a copy itself; each as far as the reader sees it.
select true as is_copy, w.id as item, d.type as form, d.sign, d.subject, w.state, c.part
from letter_copy c
join draft f on f.document = c.document
join visible_item w on w.id = f.item
join document d on d.id = c.document
where c.copied = %(document)s
union all
select false, w.id, own.type, w.reference, w.subject, w.state, c.part
from letter_copy c
join document own on own.id = c.document
join visible_item w on w.id = c.item
where c.document = %(document)s
order by 1, 4, 2
limit 100
