-- The items an item's journal names, as they are now; those the asker may not see by their code only.
with line as materialized (  -- so that the other item's key is a column: row security lets only that reach its index
    select seq, verb, (facts ->> 'linked')::uuid as linked, facts ->> 'code' as code
    from journal
    where item = %(item)s and verb = any (%(verbs)s)
)
select j.verb, w.id, coalesce(nullif(w.reference, ''), j.code, '') as code, coalesce(w.subject, '') as subject,
       coalesce(w.state, '') as state, coalesce(u.name, '') as unit_name
from line j
left join work_item w on w.id = j.linked
left join unit u on u.id = holder_of(w.jurisdiction, world_today())
order by j.seq
