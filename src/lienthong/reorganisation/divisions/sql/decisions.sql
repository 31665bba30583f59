-- What was decided and is still open, newest first.
select c.item, w.kind, w.reference, w.subject, w.jurisdiction, o.due_at,
       coalesce(nullif(d.address_text, ''), nullif(r.place, ''), '') as address, c.reason, c.at, c.rule,
       p.name as who, s.name as second_who
from open_address o
join work_item w on w.id = o.item
join decision c on c.plan = %(plan)s and c.item = o.item
left join dossier d on d.item = o.item
left join report r on r.item = o.item
left join mandate m on m.id = c.by
left join person p on p.id = m.person
left join mandate sm on sm.id = c.second_by
left join person s on s.id = sm.person
where o.jurisdiction = any (%(baskets)s::int[]) and (%(words)s = '' or strpos(o.words, %(words)s) > 0)
order by c.at desc, c.item
offset %(offset)s limit %(limit)s
