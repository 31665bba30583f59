-- Bodies whose seat the reader holds or oversees today: their own first, then those that have ended, by name. With
-- the years in which they numbered anything.
select u.id, u.code, u.name, u.short_name, upper(u.during) as ends_on, u.id = %(own)s as is_own,
       (select array_agg(distinct b.year order by b.year) from book b where b.unit = u.id) as years
from jurisdiction j
join unit u on u.id = j.unit
where j.kind = 'seat' and j.id = any (%(seats)s::int[])
  and (%(words)s::text = '' or exists (select from area a where a.id = u.area and ' ' || a.folded like '%% ' || %(words)s || '%%')
       or u.code = %(words)s)
order by u.id <> %(own)s, upper(u.during) is not null, sort_key(u.name)
limit %(limit)s
