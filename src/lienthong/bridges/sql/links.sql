-- The items an item's journal names, as they are now; those the asker may not see by their code only.
select j.verb, w.id, coalesce(nullif(w.reference, ''), j.facts ->> 'code', '') as code, coalesce(w.subject, '') as subject,
       coalesce(w.state, '') as state, coalesce(u.name, '') as unit_name
from journal j
left join work_item w on w.id = (j.facts ->> 'linked')::uuid
left join unit u on u.id = holder_of(w.jurisdiction, world_today())
where j.item = %(item)s and j.verb = any (%(verbs)s)
order by j.seq
