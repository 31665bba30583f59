-- For each jurisdiction: who answers the day before the plan's date, and who from it on. A plan not yet approved speaks
-- by its planned holdings; what it does not name stays where it is.
select b.jurisdiction, coalesce(before.unit, after.unit, planned.unit) as source,
       case plan.state when 'draft' then coalesce(planned.unit, after.unit, before.unit)
            else coalesce(after.unit, planned.unit, before.unit) end as target,
       exists (select from planned_holding pp join jurisdiction p on p.id = pp.jurisdiction
               where pp.plan = plan.id and p.kind = 'part' and p.parent = b.jurisdiction) as undivided
from plan
cross join unnest(%(jurisdictions)s::int[]) as b(jurisdiction)
left join holding before on before.jurisdiction = b.jurisdiction and before.during @> plan.effective_on - 1
left join holding after on after.jurisdiction = b.jurisdiction and after.during @> plan.effective_on
left join planned_holding planned on planned.plan = plan.id and planned.jurisdiction = b.jurisdiction
where plan.id = %(plan)s
