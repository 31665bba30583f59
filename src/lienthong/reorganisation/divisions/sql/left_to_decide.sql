-- Divided baskets of these that still hold undecided open work, under the newest plan that has not been given back.
-- After its date only what awaits division: the basket of a ward that lives on takes in new work every day.
select one.plan, one.undivided, coalesce(a.name, u.name) as name, left_over.n
from (
    select distinct on (part.parent) part.parent as undivided, plan.id as plan
    from jurisdiction part
    join planned_holding pp on pp.jurisdiction = part.id
    join plan on plan.id = pp.plan and plan.state <> 'reversed'
    where part.parent = any (%(held)s) and part.kind = 'part'
      and (plan.effective_on > (select world_today()) or is_undecided(part.parent))
    order by part.parent, plan.state = 'draft', plan.id desc
) one
join jurisdiction whole on whole.id = one.undivided
left join area a on a.id = whole.area
left join unit u on u.id = whole.unit
cross join lateral (
    select count(*)::int as n from work_item w where w.jurisdiction = one.undivided and w.closed_at is null
) left_over
where left_over.n > 0
order by left_over.n desc, one.undivided
