-- What issuing needs to know of a signed draft. Of bodies that have ended, the seat's holder receives the letter and
-- the sender is told.
with today as materialized (select world_today() as day)
select d.id, d.side, d.type, d.subject, d.body, d.to_line, d.urgency, d.answers, d.in_part,
       u.abbreviation as issuer,
       d.signer, d.signed_as, d.signed_for, d.signed_under,
       po.section as drafter_section, l.seats, l.copies, l.ended, l.forwarded,
       array(select p.mandate from person_addressee p where p.document = d.id order by p.mandate) as persons,
       (select count(*)::int from outside_addressee o where o.document = d.id) as outside,
       r.way as revises_as, r.revised,
       exists (select from letter_signature s where s.document = d.id and s.place = 'signature') as has_signature,
       (select array_agg(e.digest order by e.ordinal) from enclosure e where e.document = d.id) as enclosures
from draft f
join document d on d.id = f.document
join unit u on u.id = %(unit)s
left join journal j on j.item = f.item and j.seq = 1
left join mandate m on m.id = j.mandate
left join post po on po.id = m.post
left join revision r on r.document = d.id
cross join lateral (
    select coalesce(array_agg(a.seat order by a.seat), '{}') as seats,
           coalesce(array_agg(a.is_copy order by a.seat), '{}') as copies,
           coalesce(array_agg(case when a.is_over then a.unit end order by a.seat), '{}') as ended,
           jsonb_agg(jsonb_build_object('unit', a.unit, 'to', holder_of(a.seat, a.today)) order by a.seat)
               filter (where a.is_over) as forwarded
    from (
        select a.seat, a.is_copy, was.id as unit, today.day as today, not was.during @> today.day as is_over
        from today
        cross join addressees_of(d.id) a
        cross join lateral (  -- one by one, by key: most letters have few addressees
            select u.id, u.during from jurisdiction seat join unit u on u.id = seat.unit where seat.id = a.seat limit 1
        ) was
    ) a
) l
where f.item = %(item)s
