-- Open work of these jurisdictions, of the undivided what is in question, with what it says about where it belongs,
-- soonest due first.
select w.id, w.kind, w.reference, w.subject, w.state, w.jurisdiction, w.received_at, w.due_at, w.paused_at,
       coalesce(nullif(d.address_text, ''), nullif(r.place, ''), '') as address, w.field, w.place, r.lon, r.lat,
       c.part as decided_part, c.reason, c.rule, c.by as decided_by, c.second_by
from unnest(%(jurisdictions)s::int[]) as b(jurisdiction)
join work_item w on w.jurisdiction = b.jurisdiction and w.closed_at is null
left join dossier d on d.item = w.id
left join report r on r.item = w.id
left join decision c on c.plan = %(plan)s and c.item = w.id
where (%(items)s::uuid[] is null or w.id = any (%(items)s))
  and (w.jurisdiction <> %(undivided)s or w.received_at < %(until)s)
order by w.due_at asc nulls last, w.id
limit %(limit)s
