-- What these units hold on the eve, what is prepared for these areas and units, and who holds the areas' territories.
select j.id, j.kind, j.parent, j.area, j.unit, j.field, h.unit as holder, false as prepared
from holding h join jurisdiction j on j.id = h.jurisdiction
where h.during @> (%(day)s::date - 1) and j.during <> not_yet() and h.unit = any (%(units)s::int[])
union
select j.id, j.kind, j.parent, j.area, j.unit, j.field, h.unit, false
from jurisdiction j join holding h on h.jurisdiction = j.id
where h.during @> (%(day)s::date - 1) and j.during <> not_yet()
  and j.kind = 'territory' and j.area = any (%(areas)s::int[])
union
-- The wholes that parts held by these units were taken from: a field may go back to them.
select w.id, w.kind, w.parent, w.area, w.unit, w.field, h.unit, false
from holding p
join jurisdiction j on j.id = p.jurisdiction and j.kind = 'part'
join jurisdiction w on w.id = j.parent
join holding h on h.jurisdiction = w.id and h.during @> (%(day)s::date - 1)
where p.unit = any (%(units)s::int[]) and p.during @> (%(day)s::date - 1)
union
select j.id, j.kind, j.parent, j.area, j.unit, j.field, h.unit, true
from jurisdiction j join holding h on h.jurisdiction = j.id
where j.during = not_yet() and (j.unit = any (%(units)s::int[]) or j.area = any (%(areas)s::int[]))
order by 1
