-- What the appointment slip says: the body that received and the person who did, as they were then.
select d.code, d.lookup_code, dossier_opens_with(d.item, %(digest)s) as opens, d.applicant, d.phone, d.address_text, d.papers, d.fee, d.received_at, w.due_at,
       w.section, unit.name as unit, coalesce(area.name, unit.short_name) as place, p.name as procedure_name, p.term,
       p.term_unit, p.fee_per,
       (select pe.name from journal j
        join mandate m on m.id = j.mandate join person pe on pe.id = m.person
        where j.item = d.item and j.verb = 'dossier.received' order by j.seq limit 1) as receiver
from dossier d
join work_item w on w.id = d.item
join procedure p on p.code = d.procedure
join unit on unit.id = d.received_unit
left join area on area.id = unit.area
where d.item = %(item)s
