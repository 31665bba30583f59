-- Bodies that seal letters: somebody there issues them today.
select u.id, u.name
from unit u
where u.during @> world_today()
  and exists (select from post join mandate m on m.post = post.id
              where post.unit = u.id and post.role = any (%(clerks)s) and m.during @> world_today())
order by sort_key(u.name), u.id
