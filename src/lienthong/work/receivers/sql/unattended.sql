-- What lies where nobody takes it up, soonest due first, with how many there are in all.
select u.id, u.kind, u.reference, u.state, u.received_at, u.due_at, u.paused_at, u.jurisdiction, u.unit,
       b.name as unit_name, (count(*) over ())::int as total
from unattended_work(%(roles)s, %(on)s::date) u
left join unit b on b.id = u.unit
where %(item)s::uuid is null or u.id = %(item)s
order by u.due_at nulls last, u.id
offset %(offset)s limit %(limit)s
