-- The areas an area was made of.
select o.id as area, o.code, o.name, d.name as district, p.name as province, h.is_partial, h.is_default
from area_heir h
join area o on o.id = h.old
left join area d on d.id = o.district
left join area p on p.id = o.province
where h.new = %(area)s
order by o.code
