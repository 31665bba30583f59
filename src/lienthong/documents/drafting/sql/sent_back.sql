-- Why a draft lies with its drafter again: the newest line that sent it back, unless it was submitted since.
select j.at, p.name as who, po.title, coalesce(r.text, '') as words
from journal j
left join act_reason r on r.item = j.item and r.act = j.act
left join mandate m on m.id = j.mandate
left join person p on p.id = m.person
left join post po on po.id = m.post
where j.item = %(item)s and j.verb = any (%(verbs)s::text[])
order by j.seq desc limit 1
