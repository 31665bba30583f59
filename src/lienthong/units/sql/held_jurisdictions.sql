-- The jurisdictions a unit holds on a day, with what their names are made of.
select j.id, j.kind, j.field, a.name as area, upper(a.during) as area_ended_on, w.name as whole,
       upper(w.during) as whole_ended_on, u.name as unit, upper(u.during) as unit_ended_on, lower(h.during) as since
from holding h
join jurisdiction j on j.id = h.jurisdiction
left join jurisdiction parent on parent.id = j.parent
left join area w on w.id = parent.area
left join area a on a.id = j.area
left join unit u on u.id = j.unit
where h.unit = %(unit)s and h.during @> %(on)s::date
order by j.id
