-- What an envelope says of an issued letter: its addressees as they were when it was issued, the letter it corrects or
-- replaces, the letter it answers – as its sender knows it, where that came from another system.
select d.sign, d.issued_at, d.issuer_unit as issuer, d.type, d.subject, d.body, d.to_line, d.urgency,
       array(select holder_of(a.seat, (d.issued_at at time zone 'Asia/Ho_Chi_Minh')::date)
             from addressees_of(d.id) a order by a.is_copy, a.seat) as addressees,
       r.way as revises_as, before.sign as revised_sign, before.issued_at as revised_at,
       before.issuer_unit as revised_issuer, came.letter as answered_id, came.sender as answered_sender,
       answered.issuer_unit as answered_issuer, answered.sign as answered_sign,
       coalesce(o.dated, (answered.issued_at at time zone 'Asia/Ho_Chi_Minh')::date) as answered_on
from draft f
join letter_behind(f.item) d on true
left join revision r on r.document = d.id
left join document before on before.id = r.revised
left join delivery v on v.item = d.answers
left join document answered on answered.id = v.document
left join outside_letter o on o.item = v.item
left join arrived_letter came on came.item = v.item and came.purpose <> 1
where f.item = %(item)s
limit 1
