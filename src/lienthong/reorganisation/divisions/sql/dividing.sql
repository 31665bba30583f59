select plan.id as plan, part.parent as undivided
from jurisdiction part
join planned_holding pp on pp.jurisdiction = part.id
join plan on plan.id = pp.plan and plan.state in ('approved', 'flipped')
where part.parent = %(undivided)s and part.kind = 'part'
order by plan.effective_on desc
limit 1
