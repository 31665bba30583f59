-- People of a body, today or soon, who have no account.
select distinct on (sort_key(pe.name), pe.id) pe.id as person, pe.name, p.title
from post p
join unit u on u.id = p.unit
join mandate m on m.post = p.id and (upper(m.during) is null or upper(m.during) > world_today())
join person pe on pe.id = m.person
where p.unit = any (%(units)s::int[])
  and case when %(code)s::text is null then p.unit = %(own)s::int else u.code = %(code)s::text end
  and not exists (select from account a where a.person = pe.id)
order by sort_key(pe.name), pe.id, m.id
