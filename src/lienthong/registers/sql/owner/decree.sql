-- The registers of letters with what the decree asks of an entry (Decree 30/2020/NĐ-CP, annex IV). The first columns are
-- those of every register; `letter`: of a number in between; `note`: why it was entered late, in between or cancelled.
create or replace view entry_incoming as
select v.register_unit as unit, v.outcome, v.register_at as at, v.register_number as place, 'vb-den' as book,
       v.register_number as number, w.reference as code, coalesce(o.arrived_at, w.received_at) as dated, w.subject,
       coalesce(o.sender, sender.short_name) as other, w.words, w.kind, w.state, w.closed_at, w.jurisdiction,
       w.id as item, v.register_letter as letter, v.register_note as note, coalesce(o.sender, sender.name) as author,
       coalesce(o.dated, (d.issued_at at time zone 'Asia/Ho_Chi_Minh')::date) as letter_on, d.type, w.section,
       w.assignee
from delivery v
join visible_item w on w.id = v.item
left join outside_letter o on o.item = v.item
left join document d on d.id = v.document
left join jurisdiction seat on seat.id = w.sender_seat
left join unit sender on sender.id = seat.unit
where v.register_number is not null;

create or replace view entry_outgoing as
select d.issuer_unit as unit, d.outcome, d.issued_at as at, d.number as place, 'vb-' || d.side || '-' || d.type as book,
       d.number, w.reference as code, d.issued_at as dated, d.subject,
       (select coalesce(min(a.name) filter (where not a.is_copy), min(a.name))
               || case when count(*) > 1 then ' và ' || count(*) - 1 || ' nơi khác' else '' end
        from (
            select u.short_name as name, a.is_copy
            from addressee a join jurisdiction s on s.id = a.seat join unit u on u.id = s.unit where a.document = d.id
            union all
            select o.name, false from outside_addressee o where o.document = d.id
            union all
            select pe.name, false
            from person_addressee p join mandate m on m.id = p.mandate join person pe on pe.id = m.person
            where p.document = d.id
        ) a) as other,
       w.words, w.kind, w.state, w.closed_at, w.jurisdiction, w.id as item, '' as letter, '' as note, d.type, d.signer,
       ((select count(*) from addressee a where a.document = d.id)
        + (select count(*) from outside_addressee o where o.document = d.id)
        + (select count(*) from person_addressee p where p.document = d.id))::int as copies
from document d
join draft f on f.document = d.id
join visible_item w on w.id = f.item
where d.issued_at is not null;

create or replace view entry_dossier as
select d.received_unit as unit, d.outcome, d.received_at as at, d.code as place,
       book_of(d.code) as book, number_of(d.code) as number, w.reference as code, d.received_at as dated, coalesce(p.name, d.procedure) as subject, d.applicant as other,
       w.words, w.kind, w.state, w.closed_at, w.jurisdiction, w.id as item, '' as letter, '' as note
from dossier d
join visible_item w on w.id = d.item
left join procedure p on p.code = d.procedure
where d.received_unit is not null;
