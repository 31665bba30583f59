-- People with a mandate at a body on the plan's date.
select m.id, p.name, po.title, po.section, m.temporary
from plan join post po on po.unit = %(unit)s
join mandate m on m.post = po.id and m.during @> greatest(plan.effective_on, world_today())
join person p on p.id = m.person
where plan.id = %(plan)s
order by sort_key(po.section), sort_key(p.name)
