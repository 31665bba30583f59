-- The areas that took over an area.
select n.id as area, n.code, n.name, null::text as district, p.name as province, h.is_partial, h.is_default
from area_heir h
join area n on n.id = h.new
left join area p on p.id = n.province
where h.old = %(area)s
order by h.is_default desc, n.code
