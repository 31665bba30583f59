-- The registers of a body, as they are read: one view a register, with the same columns, so that one statement reads
-- any of them in the order of its entries. They are read with the owner's rights over `visible_item`, whose condition
-- is the reader's scope: under row security of its own each desk's table would be compared with every item of the
-- world. A dossier is named by its procedure; who handed it in stands in a column of its own, which not every reader
-- gets. `at`, `place`: the order; `dated`: what the register says of the day.

-- What became of an entry: 0 still open, 1 closed, 2 closed and void – its number led to nothing; of a dossier
-- «returned» is the result given out.
create function entry_outcome(p_kind text, p_state text, p_closed_at timestamptz) returns smallint
language sql immutable parallel safe
as $$
    select case when p_closed_at is null then 0
                when p_state = 'refused' or p_state = 'returned' and p_kind <> 'dossier' then 2
                else 1 end::smallint
$$;

-- The number in a dossier's code, and the book of the day it was taken from. Without number: brought in from elsewhere
-- under another code, and counted under the book that gives none.
create function number_of(p_code text) returns int
language sql immutable parallel safe
as $$ select substring(p_code from '-[0-9]{6}-([0-9]{4,8})$')::int $$;

create function book_of(p_code text) returns text
language sql immutable parallel safe
as $$ select 'hs-' || coalesce(substring(p_code from '-[0-9]{2}([0-9]{4})-[0-9]{4,8}$'), '') $$;

-- Kept beside the entry, whichever act closes the item, in that act's transaction; it waits for nobody but who moves
-- the same item. A move that closes nothing costs the comparison.
create function keep_outcome() returns trigger
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
    became smallint := entry_outcome(new.kind, new.state, new.closed_at);
begin
    case new.kind
    when 'dossier' then
        update dossier set outcome = became where item = new.id;
    when 'delivery' then
        update delivery set outcome = became where item = new.id;
    else
        update document set outcome = became where id = (select document from draft where item = new.id);
    end case;
    return null;
end $$;
create trigger work_item_outcome after update on work_item for each row
    when (new.kind in ('dossier', 'delivery', 'draft')
          and ((old.closed_at is null) <> (new.closed_at is null)
               or new.closed_at is not null and new.state <> old.state))
    execute function keep_outcome();

create view entry_incoming as
select v.register_unit as unit, v.outcome, v.register_at as at, v.register_number as place, 'vb-den' as book,
       v.register_number as number, w.reference as code, w.received_at as dated, w.subject, sender.short_name as other,
       w.words, w.kind, w.state, w.closed_at, w.jurisdiction, w.id as item
from delivery v
join visible_item w on w.id = v.item
left join jurisdiction seat on seat.id = w.sender_seat
left join unit sender on sender.id = seat.unit
where v.register_number is not null;

create view entry_outgoing as
select d.issuer_unit as unit, d.outcome, d.issued_at as at, d.number as place, 'vb-' || d.side || '-' || d.type as book,
       d.number, w.reference as code, d.issued_at as dated, d.subject,
       (select min(u.short_name) filter (where not a.is_copy)
               || case when count(*) > 1 then ' và ' || count(*) - 1 || ' nơi khác' else '' end
        from addressee a join jurisdiction s on s.id = a.seat join unit u on u.id = s.unit where a.document = d.id)
       as other,
       w.words, w.kind, w.state, w.closed_at, w.jurisdiction, w.id as item
from document d
join draft f on f.document = d.id
join visible_item w on w.id = f.item
where d.issued_at is not null;

create view entry_dossier as
select d.received_unit as unit, d.outcome, d.received_at as at, d.code as place,
       book_of(d.code) as book, number_of(d.code) as number, w.reference as code, d.received_at as dated, coalesce(p.name, d.procedure) as subject, d.applicant as other,
       w.words, w.kind, w.state, w.closed_at, w.jurisdiction, w.id as item
from dossier d
join visible_item w on w.id = d.item
left join procedure p on p.code = d.procedure
where d.received_unit is not null;

-- The same entries and nothing but what they are filed under, whoever asks: for the counts below alone.
create view entry_line as
select 'van-ban-den' as register, register_unit as unit, outcome, register_at as at
from delivery where register_number is not null
union all
select 'van-ban-di', issuer_unit, outcome, issued_at from document where issued_at is not null
union all
select 'ho-so', received_unit, outcome, received_at from dossier where received_unit is not null;

-- What stands under each numbering book, to compare the book with.
create view book_entries as
select register_unit as unit, 'vb-den' as code, register_year as year, count(*) as entries, max(register_number) as last
from delivery where register_number is not null group by 1, 3
union all
select issuer_unit, 'vb-' || side || '-' || type, extract(year from issued_at at time zone 'Asia/Ho_Chi_Minh')::int,
       count(*), max(number)
from document where issued_at is not null group by 1, 2, 3
union all
select received_unit, book_of(code), extract(year from received_at at time zone 'Asia/Ho_Chi_Minh')::int, count(*),
       max(number_of(code))
from dossier where received_unit is not null group by 1, 2, 3;

-- How many entries of a register have each of these outcomes, from one instant to another. The answer comes from the
-- index alone; asked by whoever holds or oversees the body's seat, whose every entry has that seat as a party. Nobody
-- else gets a row.
create function entry_counts(
    p_register text, p_unit int, p_since timestamptz, p_until timestamptz, p_outcomes smallint[]
) returns table (outcome smallint, entries int)
language sql stable security definer set search_path = public, pg_temp
as $$
    select o, (select count(*)::int from entry_line e
               where e.register = p_register and e.unit = p_unit and e.outcome = o and e.at >= p_since and e.at < p_until)
    from unnest(p_outcomes) o
    where coalesce(seat_of(p_unit) = any ((select nullif(current_setting('lt.scope', true), '')::int[])::int[]), false)
$$;

do $$ begin
    if exists (select from pg_roles where rolname = 'lienthong_app') then
        revoke all on entry_line, book_entries from lienthong_app;
        grant select on entry_incoming, entry_outgoing, entry_dossier to lienthong_app;
        revoke insert, update, delete on entry_incoming, entry_outgoing, entry_dossier from lienthong_app;
    end if;
end $$;
