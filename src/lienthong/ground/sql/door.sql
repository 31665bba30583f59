-- By which door a line came – page, api, public, or program for jobs and commands – and with which session, token or
-- pass: what the transaction was opened with (`ask`, `acts.opening`), so no statement says it and none is added. Lines
-- from before have neither. The access is 64 bits of the digest of its secret: who holds it cannot be found from that.
alter table journal alter column door set default coalesce(nullif(current_setting('lt.door', true), ''), 'program');
alter table journal alter column access set default nullif(current_setting('lt.access', true), '')::bigint;

-- The digest of a line with the door and the access it says. Where it says none, `concat_ws` leaves them out: a line
-- from before has the digest it had. Facts are JSON, in which no separator stands.
create function journal_digest(
    prev bytea, seq int, act uuid, at timestamptz, verb text, item uuid, jurisdiction int, unit int,
    mandate int, facts jsonb, door text, access bigint
) returns bytea
language sql stable parallel safe
as $$
    select sha256(coalesce(prev, ''::bytea) || convert_to(concat_ws(e'\x1f',
        seq::text, act::text, (extract(epoch from at) * 1000000)::bigint::text, verb,
        coalesce(item::text, '-'), coalesce(jurisdiction::text, '-'), coalesce(unit::text, '-'),
        coalesce(mandate::text, '-'), facts::text, door, access::text), 'UTF8'))
$$;

-- Of the line that is being written: with the door and the access of its transaction, as the columns' defaults have them.
create or replace function journal_digest(
    prev bytea, seq int, act uuid, at timestamptz, verb text, item uuid, jurisdiction int, unit int,
    mandate int, facts jsonb
) returns bytea
language sql stable parallel safe
as $$
    select sha256(coalesce(prev, ''::bytea) || convert_to(concat_ws(e'\x1f',
        seq::text, act::text, (extract(epoch from at) * 1000000)::bigint::text, verb,
        coalesce(item::text, '-'), coalesce(jurisdiction::text, '-'), coalesce(unit::text, '-'),
        coalesce(mandate::text, '-'), facts::text,
        coalesce(nullif(current_setting('lt.door', true), ''), 'program'),
        nullif(current_setting('lt.access', true), '')), 'UTF8'))
$$;

-- The mandate behind the transaction: of whoever asked at the door.
create function mandate_asking() returns int
language sql stable parallel safe
as $$ select nullif(current_setting('lt.mandate', true), '')::int $$;

-- Whether it is the application that asks, also within a function of the owner's.
create function asks_as_app() returns boolean
language sql stable parallel safe
as $$ select session_user = 'lienthong_app' or current_setting('role') = 'lienthong_app' $$;

-- Move a trial world's clock forward, a year at most; the live world's never moves. The application moves it by an act:
-- its line is written first, in the same transaction.
create or replace function advance_clock(target timestamptz) returns interval
language plpgsql security definer set search_path = public, pg_temp
as $$
declare step interval := target - world_now();
begin
    if step < interval '0' then
        raise exception 'the clock only moves forward' using errcode = 'check_violation';
    end if;
    if asks_as_app() and (step > interval '366 days' or not exists (
        select from journal where xid = pg_current_xact_id() and verb = 'clock.advanced' and mandate = mandate_asking()
    )) then
        raise exception 'the clock is moved by an act, a year at most' using errcode = 'insufficient_privilege';
    end if;
    update world set clock_offset = clock_offset + step where kind = 'trial';
    if not found then
        raise exception 'only a trial world has a clock of its own' using errcode = 'check_violation';
    end if;
    return step;
end $$;
