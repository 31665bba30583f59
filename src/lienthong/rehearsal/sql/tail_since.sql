-- The same for a round this process finds already running: from its start to where the others have read.
select j.id, j.at, j.verb, j.item, j.jurisdiction, j.unit, j.mandate, j.facts, j.door, j.access
from journal j
where j.at >= %(since)s and j.xid < %(cut)s::text::xid8 and j.item is not null
order by j.id
