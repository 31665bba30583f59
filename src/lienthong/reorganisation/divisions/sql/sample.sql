-- Decisions people made on open items the transaction may see; the sample is drawn as in rules.needs_second_eyes.
with shown as (
    select item, part, by, reason, at, second_by
    from open_decision
    where plan = %(plan)s and rule is null and jurisdiction = any (%(jurisdictions)s::int[])
      and (not %(drawn)s
           or ('x' || encode(substring(sha256(convert_to(plan || ':' || item, 'UTF8')) for 4), 'hex'))::bit(32)::bigint
              %% %(one_in)s = 0)
)
select c.item, c.part, c.by, c.reason, c.at, c.second_by, w.reference, w.subject, w.jurisdiction, w.kind, w.due_at,
       coalesce(nullif(d.address_text, ''), nullif(r.place, ''), '') as address, p.name as who, f.person as first_person,
       s.name as second_who
from shown c
join work_item w on w.id = c.item
join mandate f on f.id = c.by
join person p on p.id = f.person
left join mandate sm on sm.id = c.second_by
left join person s on s.id = sm.person
left join dossier d on d.item = w.id
left join report r on r.item = w.id
order by c.at, c.item
