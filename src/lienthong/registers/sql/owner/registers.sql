-- The registers of a body: what it numbered, under the number it gave. Read with the reader's own rights (row
-- security of the tables below): whoever holds the body's seat sees every entry, because the seat is a party of all.
-- A dossier is named by its procedure: who handed it in stands in a column of its own, which not every reader gets.
create view register_entry with (security_invoker = true) as
select 'van-ban-den' as register, v.register_unit as unit, v.register_year as year, 'vb-den' as book,
       v.register_number as number, w.reference as code, w.received_at as at, w.subject, sender.short_name as other,
       w.words, w.kind, w.state, w.due_at, w.closed_at, w.jurisdiction, w.id as item
from delivery v
join work_item w on w.id = v.item
left join jurisdiction seat on seat.id = w.sender_seat
left join unit sender on sender.id = seat.unit
where v.register_number is not null
union all
select 'van-ban-di', d.issuer_unit, extract(year from d.issued_at at time zone 'Asia/Ho_Chi_Minh')::int,
       'vb-' || d.side || '-' || d.type, d.number, d.sign, d.issued_at, d.subject,
       (select min(u.short_name) filter (where not a.is_copy)
               || case when count(*) > 1 then ' và ' || count(*) - 1 || ' nơi khác' else '' end
        from addressee a join jurisdiction s on s.id = a.seat join unit u on u.id = s.unit where a.document = d.id),
       w.words, w.kind, w.state, w.due_at, w.closed_at, w.jurisdiction, w.id
from document d
join draft f on f.document = d.id
join work_item w on w.id = f.item
where d.issued_at is not null
union all
select 'ho-so', d.received_unit, extract(year from d.received_at at time zone 'Asia/Ho_Chi_Minh')::int,
       'hs-' || to_char(d.received_at at time zone 'Asia/Ho_Chi_Minh', 'MMDD'),
       substring(d.code from '-[0-9]{6}-([0-9]{4,8})$')::int, d.code, d.received_at, coalesce(p.name, d.procedure), d.applicant,
       w.words, w.kind, w.state, w.due_at, w.closed_at, w.jurisdiction, w.id
from dossier d
join work_item w on w.id = d.item
left join procedure p on p.code = d.procedure
where d.received_unit is not null;
