-- Readers of the journal's tail cut at xid < pg_snapshot_xmin(pg_current_snapshot()): ids commit out of order.
alter table journal add column xid xid8 not null default pg_current_xact_id();
create index journal_xid on journal (xid, id);

-- The world's time: fixed for the transaction, so that one act has one instant.
create function world_now() returns timestamptz
language sql stable parallel safe
as $$ select now() + (select clock_offset from world) $$;

create function world_today() returns date
language sql stable parallel safe
as $$ select (world_now() at time zone 'Asia/Ho_Chi_Minh')::date $$;

-- The digest of a journal line on top of its predecessor's. The separator cannot stand in any part; times are
-- whole microseconds so that no setting of the session changes the text.
create function journal_digest(
    prev bytea, seq int, act uuid, at timestamptz, verb text, item uuid, jurisdiction int, unit int,
    mandate int, facts jsonb
) returns bytea
language sql immutable parallel safe
as $$
    select sha256(coalesce(prev, ''::bytea) || convert_to(concat_ws(e'\x1f',
        seq::text, act::text, (extract(epoch from at) * 1000000)::bigint::text, verb,
        coalesce(item::text, '-'), coalesce(jurisdiction::text, '-'), coalesce(unit::text, '-'),
        coalesce(mandate::text, '-'), facts::text), 'UTF8'))
$$;

-- What was answered under a key, by act. The application can only ask by actor and key: answers given at a public
-- door hold the citizen's secret.
create function answers_under(who text, k text) returns jsonb
language sql stable security definer set search_path = public, pg_temp
as $$
    select jsonb_object_agg(act, jsonb_build_object('asked', asked, 'answer', answer.answer))
    from answer where actor = who and key = k
$$;

-- Append a line that belongs to no item: its chain is the unit's day.
create function append_line(
    p_act uuid, p_verb text, p_jurisdiction int, p_unit int, p_mandate int, p_facts jsonb
) returns bigint
language sql
as $$
    with head as (
        insert into journal_day as d (unit, day, seq, digest)
        values (coalesce(p_unit, 0), world_today(), 1,
                journal_digest(null, 1, p_act, world_now(), p_verb, null, p_jurisdiction, p_unit, p_mandate, p_facts))
        on conflict (unit, day) do update set
            seq = d.seq + 1,
            digest = journal_digest(d.digest, d.seq + 1, p_act, world_now(), p_verb, null, p_jurisdiction,
                                    p_unit, p_mandate, p_facts)
        returning d.seq, d.digest
    )
    insert into journal (act, at, verb, item, jurisdiction, unit, mandate, facts, seq, digest)
    select p_act, world_now(), p_verb, null, p_jurisdiction, p_unit, p_mandate, p_facts, seq, digest from head
    returning id
$$;

-- The next number of a book; the row lock holds until the act commits, so a refused act leaves no gap.
create function next_number(p_unit int, p_code text, p_year int) returns int
language sql
as $$
    insert into book as b (unit, code, year, last) values (p_unit, p_code, p_year, 1)
    on conflict (unit, code, year) do update set last = b.last + 1
    returning last
$$;

-- Move a trial world's clock forward; the live world's never moves.
create function advance_clock(target timestamptz) returns interval
language plpgsql security definer set search_path = public, pg_temp
as $$
declare step interval := target - world_now();
begin
    if step < interval '0' then
        raise exception 'the clock only moves forward' using errcode = 'check_violation';
    end if;
    update world set clock_offset = clock_offset + step where kind = 'trial';
    if not found then
        raise exception 'only a trial world has a clock of its own' using errcode = 'check_violation';
    end if;
    return step;
end $$;

-- Attempts of a stranger at a public door in this window of real time, this one included.
create unlogged table knock (
    door text, who text, window_start timestamptz, count int not null, primary key (door, who, window_start)
);
create function count_knock(p_door text, p_who text, p_seconds int) returns int
language sql security definer set search_path = public, pg_temp
as $$
    insert into knock as k (door, who, window_start, count)
    values (p_door, p_who, to_timestamp(floor(extract(epoch from clock_timestamp()) / p_seconds) * p_seconds), 1)
    on conflict (door, who, window_start) do update set count = k.count + 1
    returning count
$$;

-- History is appended, never edited.
alter table journal enable row level security;
create policy journal_append on journal for insert with check (true);
create policy journal_own_lines on journal for select using (
    coalesce(item is null
             and jurisdiction = any ((select nullif(current_setting('lt.scope', true), '')::int[])::int[]), false)
);
do $$ begin
    if exists (select from pg_roles where rolname = 'lienthong_app') then
        revoke update, delete, truncate on journal from lienthong_app;
        revoke select, update, delete, truncate on answer from lienthong_app;
        revoke select, insert, update, delete, truncate on knock from lienthong_app;
        revoke update, delete, truncate on stored_file from lienthong_app;
        revoke delete, truncate on book, journal_day from lienthong_app;
        revoke insert, update, delete, truncate on world from lienthong_app;
    end if;
end $$;
