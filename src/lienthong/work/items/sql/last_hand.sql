-- Whose act an item's newest line is: told to whoever came second.
select p.name as person, coalesce(po.title, '') as title, j.at
from journal j
join mandate m on m.id = j.mandate
join person p on p.id = m.person
left join post po on po.id = m.post
where j.item = %(id)s and j.seq = (select max(seq) from journal where item = %(id)s)
