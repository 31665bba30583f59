-- Who hands what over to whom by a plan: old and new holder with the jurisdictions between them.
select before.unit as source, planned.unit as target, s.code as source_code, s.name as source_name,
       t.code as target_code, t.name as target_name, s.short_name as source_short, t.short_name as target_short,
       array_agg(planned.jurisdiction order by planned.jurisdiction) as jurisdictions
from plan
join planned_holding planned on planned.plan = plan.id
join holding before on before.jurisdiction = planned.jurisdiction and before.during @> plan.effective_on - 1
join unit s on s.id = before.unit
join unit t on t.id = planned.unit
where plan.id = %(plan)s and before.unit <> planned.unit
  and (%(unit)s::int is null or before.unit = %(unit)s or planned.unit = %(unit)s)
group by before.unit, planned.unit, s.id, t.id
order by s.code, s.body, t.code
