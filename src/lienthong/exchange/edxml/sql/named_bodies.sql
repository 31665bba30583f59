-- Bodies by an id of ours (their number) or by the code a published id stands for; of a code that was given again, the
-- body of the day.
select n.id, u.id as unit, coalesce(u.agency, u.code) as code
from unnest(%(ids)s::text[], %(units)s::int[], %(codes)s::text[]) as n(id, unit, code)
cross join lateral (
    select u.id, u.agency, u.code from unit u where u.id = n.unit
    union all
    (select u.id, u.agency, u.code
     from unit u
     where n.unit is null and (u.agency = n.code or u.code = n.code) and u.during @> %(day)s::date
     order by u.id
     limit 1)
) u
