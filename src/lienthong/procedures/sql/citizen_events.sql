-- The dossier's journal as its citizen reads it: which body, not which person.
select j.at, j.verb, u.name as unit
from journal j left join unit u on u.id = j.unit
where j.item = %(item)s and starts_with(j.verb, 'dossier.')
order by j.seq
