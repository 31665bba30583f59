-- The baskets a plan divides, all of them or those among `held`, each with its parts.
select plan.id as plan, plan.effective_on, whole.id as undivided, coalesce(nullif(concat_ws(' – ', a.name, whole.field), ''), u.name) as name,
       coalesce(a.code, u.code) as code, ph.unit as heir, asked.until,
       jsonb_agg(jsonb_build_array(p.id, p.area, p.field, concat_ws(', ', case when p.area = whole.area then n.name || ' (ở lại)' else n.name end, p.field, case when n.id is null then h.short_name end), pp.unit)
                 order by p.id) as parts
from plan
join planned_holding pp on pp.plan = plan.id
join jurisdiction p on p.id = pp.jurisdiction and p.kind = 'part'
join jurisdiction whole on whole.id = p.parent
join division_asked asked on asked.plan = plan.id and asked.undivided = whole.id
left join planned_holding ph on ph.plan = plan.id and ph.jurisdiction = whole.id
left join area a on a.id = whole.area
left join unit u on u.id = whole.unit
left join area n on n.id = p.area
left join unit h on h.id = pp.unit
where plan.id = %(plan)s and (%(held)s::int[] is null or whole.id = any (%(held)s))
group by plan.id, whole.id, a.id, u.id, ph.unit, asked.until
order by coalesce(a.code, u.code), whole.id
