-- A part, with who leads the letter today.
select p.delivery, p.role, p.words, p.report, d.section as lead_section, pe.name as lead_name
from direction p
left join work_item d on d.id = p.delivery
left join mandate m on m.id = d.assignee
left join person pe on pe.id = m.person
where p.item = %(item)s
