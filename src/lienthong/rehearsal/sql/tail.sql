select j.id, j.at, j.verb, j.item, j.jurisdiction, j.unit, j.mandate, j.facts, j.door, j.access
from journal j
where j.xid >= %(from)s::text::xid8 and j.xid < %(cut)s::text::xid8 and j.item is not null
order by j.id
