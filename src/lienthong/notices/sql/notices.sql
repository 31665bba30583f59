-- An officer's notices, newest first, each with its work as it is now.
with up_to as materialized (
    select coalesce((select notice from notice_read_to where mandate = %(mandate)s), 0) as id
)
select n.id, n.verb, n.at, n.item, n.settled or n.id <= up_to.id or r.notice is not null as is_read, n.settled,
       coalesce(w.kind, '') as kind, coalesce(w.reference, '') as reference, coalesce(w.subject, '') as subject,
       coalesce(w.state, '') as state, n.mandate is not null as is_own
from notice n
cross join up_to
left join notice_read r on r.notice = n.id and r.mandate = %(mandate)s
left join work_item w on w.id = n.item
where n.audience <> 'citizen' and n.unit = %(unit)s and n.by_mandate is distinct from %(mandate)s
      and (n.mandate = %(mandate)s
           or n.mandate is null and n.ability = any (%(abilities)s) and n.section in ('', %(section)s::text))
  and (not %(unread)s or not n.settled and n.id > up_to.id and r.notice is null)
  and (%(before)s::bigint is null or n.id < %(before)s)
order by n.id desc
limit %(limit)s
