-- Who answers for a jurisdiction on a day, and whether somebody there takes up such work.
select u.id as unit, u.name, somebody_at(u.id, %(roles)s::text[], %(on)s::date) as takes_up
from holding h join unit u on u.id = h.unit
where h.jurisdiction = %(jurisdiction)s and h.during @> %(on)s::date
