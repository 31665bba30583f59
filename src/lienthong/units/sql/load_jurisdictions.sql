-- A territory for every area, a seat for every unit, a part for every heir of a split area. Old jurisdictions live on
-- after their area and unit have ended: their work does.
insert into jurisdiction (id, kind, parent, area, unit, during)
select %(first_territory)s::int + a.id, 'territory', null::int, a.id, null::int,
       daterange(lower(a.during), null)
from area a
union all
select %(first_seat)s::int + u.id, 'seat', null, null, u.id, daterange(lower(u.during), null)
from unit u
union all
select %(first_part)s::int + row_number() over (order by h.old = any (%(divided_later)s::int[]), h.old, h.new)::int, 'part',
       %(first_territory)s::int + h.old, h.new, null, daterange(%(parts_from)s::date, null)
from area_heir h
where h.is_partial
