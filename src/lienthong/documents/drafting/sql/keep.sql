-- The text of a draft before the act in progress, kept as a version of whoever wrote it: of its newest line that says so.
insert into draft_version (id, item, version, side, type, subject, to_line, body, urgency, seats, copies, mandate, at)
select %(id)s, f.item, %(version)s, d.side, d.type, d.subject, d.to_line, d.body, d.urgency,
       coalesce((select array_agg(a.seat order by a.seat) from addressees_of(d.id) a), '{}'),
       coalesce((select array_agg(a.is_copy order by a.seat) from addressees_of(d.id) a), '{}'),
       j.mandate, coalesce(j.at, w.received_at)
from draft f
join document d on d.id = f.document
join work_item w on w.id = f.item
left join lateral (
    select mandate, at from journal
    where item = f.item and act <> %(act)s and verb = any (%(written)s::text[])
    order by seq desc limit 1
) j on true
where f.item = %(item)s
