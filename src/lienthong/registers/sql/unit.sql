-- A body with what ended it, and who holds its seat today.
select u.id, u.code, u.name, u.short_name, u.body, lower(u.during) as starts_on, upper(u.during) as ends_on,
       seat_of(u.id) as seat, heir.id as heir, heir.name as heir_name,
       coalesce(p.basis, heir.basis, '') as basis, world_now() as at, u.side,
       case when u.area is null then coalesce(above.name, '') else '' end as above
from unit u
left join unit above on above.id = u.superior
left join holding h on h.jurisdiction = seat_of(u.id) and h.during @> world_today()
left join unit heir on heir.id = h.unit
left join lateral (
    select plan.basis from planned_unit e join plan on plan.id = e.plan
    where e.unit = u.id and not e.begins and plan.state in ('approved', 'flipped')
    order by plan.effective_on desc limit 1
) p on true
where u.id = %(unit)s
