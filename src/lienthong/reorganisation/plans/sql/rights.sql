-- Who loses and who gains rights by a plan, person by person: the posts of units that end, on their last day, beside
-- the posts of units that begin, on their first.
with ending as (
    select m.person, u.id as unit, u.short_name, u.code, a.folded, p.title, p.role, p.section
    from plan join planned_unit pu on pu.plan = plan.id and not pu.begins
    join unit u on u.id = pu.unit join post p on p.unit = u.id left join area a on a.id = u.area
    join mandate m on m.post = p.id and m.during @> plan.effective_on - 1
    where plan.id = %(plan)s
), beginning as (
    select m.person, u.id as unit, u.short_name, u.code, a.folded, p.title, p.role, p.section, m.temporary
    from plan join planned_unit pu on pu.plan = plan.id and pu.begins
    join unit u on u.id = pu.unit join post p on p.unit = u.id left join area a on a.id = u.area
    join mandate m on m.post = p.id and (m.during @> plan.effective_on or lower(m.during) >= date '9999-01-01')
    where plan.id = %(plan)s
)
select pe.name, e.unit as old_unit, e.short_name as old_name, e.title as old_title, e.role as old_role,
       b.unit as new_unit, b.short_name as new_name, b.title as new_title, b.role as new_role, b.section as new_section,
       b.temporary
from ending e full join beginning b on b.person = e.person
join person pe on pe.id = coalesce(e.person, b.person)
-- From the beginning of a word: «An Khánh» is not in «Tân Khánh».
where %(words)s::text = '' or ' ' || concat_ws(' | ', pe.folded, e.folded, b.folded) like '%% ' || %(words)s || '%%'
order by coalesce(e.code, b.code), coalesce(e.unit, b.unit), pe.name
