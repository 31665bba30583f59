-- Open work of these jurisdictions, as the minutes list it.
select w.id, w.kind, w.reference, w.subject, w.state, w.received_at, w.due_at, w.paused_at, w.jurisdiction,
       coalesce(f.files, 0)::int as files, coalesce(d.fee, 0) as fee
from unnest(%(jurisdictions)s::int[]) as b(jurisdiction)
join work_item w on w.jurisdiction = b.jurisdiction and w.closed_at is null
left join dossier d on d.item = w.id
left join lateral (select count(*) as files from attachment a where a.item = w.id) f on true
order by w.kind, w.reference, w.id
