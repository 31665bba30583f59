-- Somebody in a post as a delegation looks at them: of one mandate, or of whoever heads a body today.
select m.id as mandate, po.unit, po.role, po.title, p.name, lower(m.during) as since, upper(m.during) as until
from mandate m
join post po on po.id = m.post
join person p on p.id = m.person
where m.id = coalesce(%(mandate)s::int, (
    select hm.id
    from post hp
    join mandate hm on hm.post = hp.id and hm.during @> world_today()
    where hp.unit = %(unit)s::int and hp.role = any (%(heads)s)
    order by lower(hm.during) desc nulls last, hm.id
    limit 1
))
