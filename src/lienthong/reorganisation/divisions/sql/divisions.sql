-- The jurisdictions a plan divides, all of them or those among `held`, each with its parts. Both sides are read once:
-- before anything was divided the planner's figures know of no parts, and it would ask one side again for each row of
-- the other.
with asked as materialized (
    select undivided, until from division_asked
    where plan = %(plan)s and (%(held)s::int[] is null or undivided = any (%(held)s))
), part as materialized (
    select p.id, p.parent, p.area, p.field, pp.unit
    from planned_holding pp
    join jurisdiction p on p.id = pp.jurisdiction and p.kind = 'part'
    where pp.plan = %(plan)s and (%(held)s::int[] is null or p.parent = any (%(held)s))
)
select plan.id as plan, plan.effective_on, whole.id as undivided, coalesce(nullif(concat_ws(' – ', a.name, whole.field), ''), u.name) as name,
       coalesce(a.code, u.code) as code, ph.unit as heir, asked.until,
       jsonb_agg(jsonb_build_array(p.id, p.area, p.field, concat_ws(', ', case when p.area = whole.area then n.name || ' (ở lại)' else n.name end, p.field, case when n.id is null then h.short_name end), p.unit)
                 order by p.id) as parts
from asked
join part p on p.parent = asked.undivided
join plan on plan.id = %(plan)s
join jurisdiction whole on whole.id = asked.undivided
left join planned_holding ph on ph.plan = plan.id and ph.jurisdiction = whole.id
left join area a on a.id = whole.area
left join unit u on u.id = whole.unit
left join area n on n.id = p.area
left join unit h on h.id = p.unit
group by plan.id, whole.id, a.id, u.id, ph.unit, asked.until
order by coalesce(a.code, u.code), whole.id
