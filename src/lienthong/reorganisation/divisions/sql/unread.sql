-- Open work of these jurisdictions whose address has not been read by this edition.
select o.item, coalesce(nullif(d.address_text, ''), nullif(r.place, ''), '') as address
from open_address o
left join dossier d on d.item = o.item
left join report r on r.item = o.item
where o.jurisdiction = any (%(jurisdictions)s::int[]) and o.reading is distinct from %(reading)s
limit %(limit)s
