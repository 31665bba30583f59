select coalesce(array_agg(distinct p.unit), '{}') as units, coalesce(array_agg(distinct p.role), '{}') as roles
from mandate m join post p on p.id = m.post
where m.person = %(person)s::int and (upper(m.during) is null or upper(m.during) > world_today())
