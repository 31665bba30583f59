-- Outlines with the life of their area.
select b.area, a.code, a.name, b.geometry, lower(a.during) as starts_on, upper(a.during) as ends_on
from boundary b join area a on a.id = b.area
order by a.code
