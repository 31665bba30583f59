-- Who serves at a body on a plan's date.
select m.id as mandate, p.name, po.title, po.section, po.role, m.temporary, m.basis, lower(m.during) as starts_on,
       (select min(a.username) from account a where a.person = p.id) as username
from plan
join planned_unit pu on pu.plan = plan.id and pu.begins and pu.unit = %(unit)s
join post po on po.unit = pu.unit
join mandate m on m.post = po.id and m.during @> plan.effective_on
join person p on p.id = m.person
where plan.id = %(plan)s
order by po.id
