-- Committees the plan ends, with every jurisdiction they hold on their last day.
select u.id as unit, array_agg(h.jurisdiction) as jurisdictions
from plan
join planned_unit pu on pu.plan = plan.id and not pu.begins
join unit u on u.id = pu.unit and u.body = 'ubnd'
join holding h on h.unit = u.id and h.during @> plan.effective_on - 1
where plan.id = %(plan)s
group by u.id
order by u.id
