-- The letter behind a draft or a delivery; its addressees in no order.
with today as materialized (
    select world_today() as day
), letter as materialized (
    select * from letter_behind(%(item)s)
), recalled as materialized (
    -- For who sees the draft: what each addressee that was asked answered; when and why it was last asked back.
    select jsonb_object_agg(i.received_seat, jsonb_build_array(
               case when r.recall_answer = '' and i.closed_at is not null then 'finished' else r.recall_answer end,
               r.recall_refused)) as said,
           max(r.recall_asked_at) as asked_at,
           (array_agg(r.recall_reason order by r.recall_asked_at desc))[1] as reason
    from delivery r join work_item i on i.id = r.item
    where r.document = (select f.document from draft f where f.document = (select id from letter) limit 1)
      and r.recall_asked_at is not null
)
select d.id, d.side, d.type, d.subject, d.body, d.to_line, d.urgency, d.sign, d.content_hash, d.issued_at,
       d.answers, issuer.id as issuer_id, coalesce(o.sender, issuer.name, '') as issuer_name, signer.name as signer_name, d.signed_at,
       d.signer, d.signed_as, d.signed_for, d.signed_under,
       coalesce(v.is_copy, false) as is_copy, v.register_number, v.register_letter, v.register_year, v.note,
       v.register_note,
       case when o.item is not null then jsonb_build_object(
           'dated', o.dated, 'pages', o.pages, 'way', o.way, 'arrived_at', o.arrived_at) end as outside,
       case when v.item is null then recalled.asked_at else v.recall_asked_at end as recall_asked_at,
       case when v.item is null then recalled.reason else v.recall_reason end as recall_reason,
       case when v.recall_answer = '' and own.closed_at is not null then 'finished' else v.recall_answer end
           as recall_answer,
       v.recall_refused,
       case when v.item is not null then (
           select jsonb_agg(jsonb_build_object(
                      'item', p.item, 'role', p.role, 'words', p.words, 'report', p.report, 'state', w.state,
                      'who', coalesce(pe.name, w.section), 'due_at', w.due_at, 'closed_at', w.closed_at)
                            order by w.received_at, p.role, w.id)
           from direction p
           join work_item w on w.id = p.item
           left join mandate pm on pm.id = w.assignee
           left join person pe on pe.id = pm.person
           where p.delivery = v.item) end as parts,
       (select jsonb_agg(jsonb_build_object(
                   'unit', u.id, 'name', u.name, 'copy', a.is_copy, 'recall', recalled.said -> a.seat::text,
                   'in_place_of', case when was.id <> u.id and not was.during @>
                                           coalesce((d.issued_at at time zone 'Asia/Ho_Chi_Minh')::date, today.day)
                                       then was.name end))
        from addressees_of(d.id) a
        join holding h on h.jurisdiction = a.seat and h.during @> today.day
        join unit u on u.id = h.unit
        join jurisdiction seat on seat.id = a.seat
        join unit was on was.id = seat.unit) as addressees,
       (select was.name from work_item w
        join jurisdiction seat on seat.id = w.jurisdiction and seat.kind = 'seat'
        join unit was on was.id = seat.unit
        where w.id = v.item and not was.during @> (d.issued_at at time zone 'Asia/Ho_Chi_Minh')::date) as in_place_of,
       (select jsonb_agg(jsonb_build_object('id', e.id, 'ordinal', e.ordinal, 'name', e.name, 'digest', e.digest,
                                            'size', e.size, 'content_type', e.content_type, 'pages', e.pages)
                         order by e.ordinal)
        from enclosures_behind(%(item)s) e) as enclosures
from today
cross join letter d
cross join recalled
left join delivery v on v.item = %(item)s
left join work_item own on own.id = v.item
left join outside_letter o on o.item = v.item
left join unit issuer on issuer.id = d.issuer_unit
left join mandate m on m.id = d.signer
left join person signer on signer.id = m.person
