-- Every text a draft had, oldest first, with that which stands; of this one who wrote it is said by its newest line.
with standing as materialized (
    select f.item, w.received_at, d.*
    from draft f join document d on d.id = f.document join work_item w on w.id = f.item
    where f.item = %(item)s
)
select v.version, v.side, v.type, v.subject, v.to_line, v.body, v.urgency::int,
       (select coalesce(array_agg(u.short_name || case when s.is_copy then ' (đồng gửi)' else '' end
                                  order by s.is_copy, sort_key(u.short_name)), '{}')
        from unnest(v.seats, v.copies) as s(seat, is_copy)
        join jurisdiction j on j.id = s.seat
        join unit u on u.id = j.unit) as addressees,
       p.name as who, po.title, v.at, v.until_now
from (
    select version, side, type, subject, to_line, body, urgency, seats, copies, mandate, at, false as until_now
    from draft_version where item = %(item)s
    union all
    select 1 + (select count(*) from draft_version where item = %(item)s)::int, d.side, d.type, d.subject, d.to_line, d.body,
           d.urgency, a.seats, a.copies, l.mandate, coalesce(l.at, d.received_at), true
    from standing d
    cross join lateral (
        select array_agg(seat order by seat) as seats, array_agg(is_copy order by seat) as copies from addressees_of(d.id)
    ) a
    left join lateral (
        select mandate, at from journal where item = d.item and verb = any (%(written)s::text[]) order by seq desc limit 1
    ) l on true
) v
left join mandate m on m.id = v.mandate
left join person p on p.id = m.person
left join post po on po.id = m.post
order by v.version
