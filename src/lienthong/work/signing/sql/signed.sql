-- A signature kept with an item, as it is shown.
select p.name, po.title, m.basis, whom.title as for_title, d.id is not null as is_delegated, d.paper_title, d.paper_sign,
       d.paper_on, lower(d.during) as since, upper(d.during) - 1 as until, coalesce(d.is_away, false) as is_away
from mandate m
join person p on p.id = m.person
join post po on po.id = m.post
left join post whom on whom.id = %(for_post)s::int
left join delegation d on d.id = %(delegation)s::uuid
where m.id = %(signer)s
