-- How many of an officer's notices are unread; no more are counted than are told apart.
select count(*)::int
from (
    select from notice n
    where n.audience <> 'citizen' and n.unit = %(unit)s and n.by_mandate is distinct from %(mandate)s
      and (n.mandate = %(mandate)s
           or n.mandate is null and n.ability = any (%(abilities)s) and n.section in ('', %(section)s::text))
      and not n.settled
      and n.id > coalesce((select notice from notice_read_to where mandate = %(mandate)s), 0)
      and not exists (select from notice_read r where r.notice = n.id and r.mandate = %(mandate)s)
    limit %(limit)s
) unread
