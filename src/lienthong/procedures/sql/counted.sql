-- What the promised dates of these dossiers were counted from.
select d.item, d.received_at, p.term, p.term_unit, d.paused
from dossier d join procedure p on p.code = d.procedure
where d.item = any (%(items)s::uuid[])
