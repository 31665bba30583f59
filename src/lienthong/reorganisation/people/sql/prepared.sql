-- Bodies a plan begins, with the roles somebody holds there on the first day.
select u.id as unit, u.code, u.body, u.name, count(m.id)::int as n,
       (count(m.id) filter (where m.temporary))::int as temporary,
       coalesce(array_agg(distinct po.role) filter (where m.id is not null), '{}') as roles
from plan
join planned_unit pu on pu.plan = plan.id and pu.begins
join unit u on u.id = pu.unit
left join area a on a.id = u.area
left join post po on po.unit = u.id
left join mandate m on m.post = po.id and m.during @> plan.effective_on
where plan.id = %(plan)s
  and (%(words)s::text = '' or u.code = %(words)s or ' ' || a.folded like '%% ' || %(words)s || '%%')
group by u.id
order by u.code, u.body <> 'ubnd', u.body
