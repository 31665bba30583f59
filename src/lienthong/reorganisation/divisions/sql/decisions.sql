-- What was decided and is still open, newest first.
with shown as (
    select item, by, rule, reason, at, second_by
    from open_decision
    where plan = %(plan)s and jurisdiction = any (%(jurisdictions)s::int[])
      and (%(words)s = '' or strpos(words, %(words)s) > 0)
    order by at desc, item
    offset %(offset)s limit %(limit)s
)
select c.item, w.kind, w.reference, w.subject, w.jurisdiction, w.due_at,
       coalesce(nullif(d.address_text, ''), nullif(r.place, ''), '') as address, c.reason, c.at, c.rule,
       p.name as who, s.name as second_who
from shown c
join work_item w on w.id = c.item
left join dossier d on d.item = c.item
left join report r on r.item = c.item
left join mandate m on m.id = c.by
left join person p on p.id = m.person
left join mandate sm on sm.id = c.second_by
left join person s on s.id = sm.person
order by c.at desc, c.item
