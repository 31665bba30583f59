-- For communes of today: the province each came from (its default source's), or its own where nothing changed.
select a.id as area, coalesce(before.name, own.name) as province
from area a
left join area own on own.id = a.province
left join lateral (
    select p.name from area_heir h join area o on o.id = h.old join area p on p.id = o.province
    where h.new = a.id order by h.is_default desc, o.code limit 1
) before on true
where a.id = any (%(areas)s::int[])
