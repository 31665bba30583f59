-- Under which book a letter is numbered: each type for itself, copies of all forms together (`documents/conventions`).
create function book_of_letter(p_side text, p_type text) returns text
language sql immutable parallel safe
as $$ select 'vb-' || p_side || '-' || case when p_type in ('SY', 'SL', 'TrS') then 'SAO' else p_type end $$;

-- Whom a letter goes to: bodies here, bodies outside, people of the own body.
create view named_addressee as
select a.document, u.short_name as name, not a.is_copy as is_main
from addressee a join jurisdiction s on s.id = a.seat join unit u on u.id = s.unit
union all
select o.document, o.name, true from outside_addressee o
union all
select a.document, pe.name, true
from person_addressee a join mandate m on m.id = a.mandate join person pe on pe.id = m.person;

-- The register of outgoing letters with those issued on paper: who signed them and whom they went to stand beside; `note`:
-- why the number was not the next one.
create or replace view entry_outgoing as
select d.issuer_unit as unit, d.outcome, d.issued_at as at, d.number as place, book_of_letter(d.side, d.type) as book,
       d.number, w.reference as code, d.issued_at as dated, d.subject,
       coalesce((select coalesce(min(a.name) filter (where a.is_main), min(a.name))
                        || case when count(*) > 1 then ' và ' || count(*) - 1 || ' nơi khác' else '' end
                 from named_addressee a where a.document = d.id),
                replace(paper.addressees, E'\n', '; ')) as other,
       w.words, w.kind, w.state, w.closed_at, w.jurisdiction, w.id as item, '' as letter,
       coalesce(paper.reason, '') as note, d.type, d.signer,
       case when paper.document is null then (select count(*)::int from named_addressee a where a.document = d.id)
            else array_length(string_to_array(paper.addressees, E'\n'), 1) end as copies,
       paper.signed_by
from document d
join draft f on f.document = d.id
join visible_item w on w.id = f.item
left join paper_letter paper on paper.document = d.id
where d.issued_at is not null;

-- What stands under each numbering book, to compare the book with.
create or replace view book_entries as
select register_unit as unit, 'vb-den' as code, register_year as year, count(*) as entries, max(register_number) as last
from delivery where register_number is not null group by 1, 3
union all
select issuer_unit, book_of_letter(side, type), extract(year from issued_at at time zone 'Asia/Ho_Chi_Minh')::int,
       count(*), max(number)
from document where issued_at is not null group by 1, 2, 3
union all
select received_unit, book_of(code), extract(year from received_at at time zone 'Asia/Ho_Chi_Minh')::int, count(*),
       max(number_of(code))
from dossier where received_unit is not null group by 1, 2, 3;

do $$ begin
    if exists (select from pg_roles where rolname = 'lienthong_app') then
        revoke all on named_addressee from lienthong_app;
    end if;
end $$;
