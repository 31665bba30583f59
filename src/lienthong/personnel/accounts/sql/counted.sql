select f.state, count(*)::int as n
from accounts_of_units(%(units)s::int[]) f join unit u on u.id = f.unit
where (%(words)s::text = '' or position(%(words)s::text in f.folded) > 0 or position(%(words)s::text in f.username) > 0)
  and (%(code)s::text is null or u.code = %(code)s::text)
group by f.state
