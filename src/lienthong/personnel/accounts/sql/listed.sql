-- Accounts of the people of some bodies, body by body.
select f.account, f.username, f.person, f.name, f.state, f.link_until, f.sessions, f.tokens,
       u.code as unit_code, u.name as unit_name, f.section, f.role, f.title, f.serves,
       (count(*) over ())::int as total
from accounts_of_units(%(units)s::int[]) f join unit u on u.id = f.unit
where (%(words)s::text = '' or position(%(words)s::text in f.folded) > 0 or position(%(words)s::text in f.username) > 0)
  and (%(code)s::text is null or u.code = %(code)s::text)
  and (%(state)s::text is null or f.state = %(state)s::text)
  and (%(account)s::int is null or f.account = %(account)s::int)
order by sort_key(u.name), u.id, sort_key(f.section), sort_key(f.name), f.account
offset %(offset)s::int limit %(limit)s::int
