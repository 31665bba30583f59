-- One page of the work-list: the undecided of these streets, in their order, soonest due first.
with shown as (
    select o.item, s.no, s.street, o.due_at
    from unnest(%(streets)s::text[]) with ordinality as s(street, no)
    join open_address o on o.street = s.street and o.jurisdiction = %(undivided)s and o.received_at < %(until)s
    where o.reading = %(reading)s and (%(words)s = '' or strpos(o.words, %(words)s) > 0)
    order by s.no, o.due_at asc nulls last, o.item
    offset %(offset)s limit %(limit)s
)
select w.id, w.kind, w.reference, w.subject, w.state, w.jurisdiction, w.received_at, w.due_at, w.paused_at,
       coalesce(nullif(d.address_text, ''), nullif(r.place, ''), '') as address, w.field, w.place, r.lon, r.lat, shown.street
from shown
join work_item w on w.id = shown.item
left join dossier d on d.item = w.id
left join report r on r.item = w.id
order by shown.no, shown.due_at asc nulls last, shown.item
