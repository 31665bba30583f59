select r.name, r.reversed_on, count(*)::int as n
from places_of_reversed(%(plan)s) p join plan r on r.id = p.source
group by r.id
