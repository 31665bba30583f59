-- What issuing needs to know of a signed draft.
select d.id, d.side, d.type, d.subject, d.body, d.to_line, d.urgency, d.answers, u.abbreviation as issuer,
       po.section as drafter_section,
       (select array_agg(a.seat order by a.seat) from addressee a where a.document = d.id) as seats,
       (select array_agg(a.is_copy order by a.seat) from addressee a where a.document = d.id) as copies,
       (select array_agg(case when was.during @> world_today() then null else was.id end order by a.seat)
        from addressee a join jurisdiction seat on seat.id = a.seat join unit was on was.id = seat.unit
        where a.document = d.id) as ended,
       -- Bodies that have ended: their seat's holder receives the letter, and the sender is told.
       (select jsonb_agg(jsonb_build_object('unit', was.id, 'to', h.unit) order by a.seat)
        from addressee a
        join jurisdiction seat on seat.id = a.seat
        join unit was on was.id = seat.unit and not was.during @> world_today()
        join holding h on h.jurisdiction = a.seat and h.during @> world_today() and h.unit <> was.id
        where a.document = d.id) as forwarded
from draft f
join document d on d.id = f.document
join unit u on u.id = %(unit)s
left join journal j on j.item = f.item and j.seq = 1
left join mandate m on m.id = j.mandate
left join post po on po.id = m.post
where f.item = %(item)s
