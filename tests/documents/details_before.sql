-- The letter behind a draft or a delivery.
select d.id, d.side, d.type, d.subject, d.body, d.to_line, d.urgency, d.sign, d.content_hash, d.issued_at,
       d.answers, issuer.id as issuer_id, issuer.name as issuer_name, signer.name as signer_name, d.signed_at,
       d.signer, d.signed_as, d.signed_for, d.signed_under,
       coalesce(v.is_copy, false) as is_copy, v.register_number, v.register_letter, v.register_year, v.note,
       v.register_note, null::jsonb as outside,
       coalesce(v.recall_asked_at, asked.recall_asked_at) as recall_asked_at,
       coalesce(v.recall_reason, asked.recall_reason) as recall_reason,
       case when v.recall_answer = '' and own.closed_at is not null then 'finished' else v.recall_answer end
           as recall_answer,
       v.recall_refused, null::jsonb as parts,
       (select jsonb_agg(jsonb_build_object(
                   'unit', u.id, 'name', u.name, 'copy', a.is_copy,
                   'recall', (select case when r.recall_asked_at is not null then
                                  jsonb_build_array(case when r.recall_answer = '' and i.closed_at is not null then 'finished'
                                                         else r.recall_answer end, r.recall_refused) end
                              from delivery r join work_item i on i.id = r.item
                              where r.document = d.id and i.received_seat = a.seat limit 1),
                   'in_place_of', case when was.id <> u.id and not was.during @>
                                           (coalesce(d.issued_at, world_now()) at time zone 'Asia/Ho_Chi_Minh')::date
                                       then was.name end) order by sort_key(u.name))
        from addressee a
        join unit u on u.id = holder_of(a.seat, world_today())
        join jurisdiction seat on seat.id = a.seat
        join unit was on was.id = seat.unit
        where a.document = d.id) as addressees,
       (select was.name from work_item w
        join jurisdiction seat on seat.id = w.jurisdiction and seat.kind = 'seat'
        join unit was on was.id = seat.unit
        where w.id = v.item and not was.during @> (d.issued_at at time zone 'Asia/Ho_Chi_Minh')::date) as in_place_of,
       null::jsonb as enclosures
from document d
left join delivery v on v.item = %(item)s
left join work_item own on own.id = v.item
-- To the sender: when and why the letter was last asked back.
left join lateral (select r.recall_asked_at, r.recall_reason from delivery r
                   where v.item is null and r.document = d.id and r.recall_asked_at is not null
                   order by r.recall_asked_at desc limit 1) asked on true
join unit issuer on issuer.id = d.issuer_unit
left join mandate m on m.id = d.signer
left join person signer on signer.id = m.person
where d.id = coalesce(v.document, (select document from draft where item = %(item)s))
