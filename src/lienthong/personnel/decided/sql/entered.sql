-- Decided rows with the names of who entered, approved and withdrew them; the newest first.
select d.id, d.rule, d.unit, u.name as unit_name, u.code as unit_code, d.value, d.name, lower(d.during) as since,
       upper(d.during) - 1 as until, d.basis, d.basis_on, e.name as entered_by, d.entered_person, d.entered_at,
       a.name as approved_by, d.approved_at, wp.name as withdrawn_by, d.withdrawn_at, d.withdrawn_reason
from decided_row d
left join unit u on u.id = d.unit
join person e on e.id = d.entered_person
left join person a on a.id = d.approved_person
left join mandate w on w.id = d.withdrawn_by
left join person wp on wp.id = w.person
where (%(id)s::uuid is null or d.id = %(id)s::uuid)
  and (%(rules)s::text[] is null or d.rule = any (%(rules)s::text[]))
  and (%(unit)s::int is null or d.unit = %(unit)s::int)
order by d.entered_at desc, d.id desc
