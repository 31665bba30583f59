-- A page of the pairs of a plan, or those in which a unit gives or takes: `sides`, when given, are the units the
-- words name.
with matching as materialized (
    select distinct before.unit as source, planned.unit as target
    from plan
    join planned_holding planned on planned.plan = plan.id
    join holding before on before.jurisdiction = planned.jurisdiction and before.during @> plan.effective_on - 1
    where plan.id = %(plan)s and before.unit <> planned.unit
      and (%(unit)s::int is null or %(unit)s in (before.unit, planned.unit))
), named as materialized (
    select * from matching where %(sides)s::int[] is null or source = any (%(sides)s) or target = any (%(sides)s)
), shown as (
    select n.source, n.target, s.code as source_code, s.name as source_name, t.code as target_code,
           t.name as target_name, row_number() over (order by s.code, s.body, s.id, t.code, t.id) as no
    from named n join unit s on s.id = n.source join unit t on t.id = n.target
    order by no offset %(offset)s limit %(limit)s
)
select (select count(*)::int from matching) as total, (select count(*)::int from named) as found,
       (select coalesce(jsonb_agg(to_jsonb(p) order by no), '[]') from shown p) as rows
