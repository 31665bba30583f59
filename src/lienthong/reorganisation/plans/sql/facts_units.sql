-- `in (select unnest…)` is hashed; `= any` of a prepared statement compares every unit with every area.
-- Bodies of these areas on the eve, or prepared for them, and the agencies; of the prepared, whether somebody leads on the date.
select u.id, u.code, u.body, u.name, u.area, u.during = not_yet() as prepared,
       case when u.during = not_yet() then
           exists (select from post p join mandate m on m.post = p.id and m.during @> %(day)s::date
                   where p.unit = u.id and p.role = 'lanh_dao')
       else false end as has_leader
from unit u
where (u.area in (select unnest(%(areas)s::int[])) or u.agency is not null)
  and (u.during @> (%(day)s::date - 1) or u.during = not_yet())
order by u.id
