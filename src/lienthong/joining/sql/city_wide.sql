select a.username, pe.name, p.role
from joining.post p
join joining.mandate m on m.post = p.id and m.during @> world_today()
join joining.person pe on pe.id = m.person
left join joining.account a on a.person = pe.id
where p.role = any (%(roles)s::text[])
order by a.username
