-- What rules are asked about, a batch at a time, by id.
select w.id, coalesce(nullif(d.address_text, ''), nullif(r.place, ''), '') as address, w.field, w.place, r.lon, r.lat
from work_item w
left join dossier d on d.item = w.id
left join report r on r.item = w.id
where w.jurisdiction = %(undivided)s and w.closed_at is null and w.received_at < %(until)s and (%(after)s::uuid is null or w.id > %(after)s)
order by w.id
limit %(limit)s
