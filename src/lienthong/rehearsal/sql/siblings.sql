-- Pairs of areas of today that are heirs of one split area.
select mine.code, other.code as sibling
from area_heir h
join area_heir o on o.old = h.old and o.new <> h.new
join area mine on mine.id = h.new and mine.during @> world_today()
join area other on other.id = o.new
where h.is_partial
group by mine.code, other.code
order by mine.code, other.code
