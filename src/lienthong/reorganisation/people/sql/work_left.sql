-- Open work of these jurisdictions that lies with people of ended bodies, and whoever goes on with it here: named, else
-- the same person under a mandate of this body. Nobody moves it meanwhile.
with going_on as (
    select old.id as old, coalesce(named.id, own.id) as new
    from planned_unit e
    join post p on p.unit = e.unit
    join mandate old on old.post = p.id and not old.during @> world_today()
    left join lateral (
        select n.id from succession s join mandate n on n.id = s.successor and n.during @> world_today()
        join post np on np.id = n.post and np.unit = %(unit)s
        where s.plan = e.plan and s.mandate = old.id and s.unit = %(unit)s
    ) named on true
    left join lateral (
        select o.id from mandate o join post op on op.id = o.post and op.unit = %(unit)s
        where o.person = old.person and o.during @> world_today()
        order by o.temporary, o.id limit 1
    ) own on true
    where e.plan = %(plan)s and not e.begins and coalesce(named.id, own.id) is not null
)
select w.id as item, g.old, g.new
from unnest(%(held)s::int[]) as h(jurisdiction)
join work_item w on w.jurisdiction = h.jurisdiction and w.closed_at is null
join going_on g on g.old = w.assignee
order by w.id
for update of w
