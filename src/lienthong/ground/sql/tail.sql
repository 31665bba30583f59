-- How far each reader of the journal's tail has read. Ids commit out of order, so a place is a transaction and, within
-- it, a line; what is behind a place is never read again.
create table tail_cursor (reader text primary key, xid xid8 not null, id bigint not null);

-- The next lines nobody can add to any more: of transactions older than every one still running. The place moves in the
-- caller's transaction, with what is made of the lines, so a caller that dies has read nothing. A second one at the same
-- time finds nothing. Only functions of the owner may call it: it shows everybody's lines.
create function read_tail(p_reader text, p_limit int) returns table (
    id bigint, act uuid, at timestamptz, verb text, item uuid, jurisdiction int, unit int, mandate int, facts jsonb,
    seq int, origin smallint
)
language plpgsql set search_path = public, pg_temp
as $$
#variable_conflict use_column
declare
    cut xid8 := pg_snapshot_xmin(pg_current_snapshot());
begin
    -- Asked before the place is locked: a lock is a write.
    if not tail_waits(p_reader) then
        return;
    end if;
    perform from tail_cursor c where c.reader = p_reader for update skip locked;
    if not found then
        return;
    end if;
    return query
    with batch as materialized (
        select j.id, j.act, j.at, j.verb, j.item, j.jurisdiction, j.unit, j.mandate, j.facts, j.seq, j.origin, j.xid
        from tail_cursor c
        join journal j on (j.xid, j.id) > (c.xid, c.id) and j.xid < cut
        where c.reader = p_reader
        order by j.xid, j.id
        limit p_limit
    ), moved as (
        update tail_cursor c set xid = l.xid, id = l.id
        from (select b.xid, b.id from batch b order by b.xid desc, b.id desc limit 1) l
        where c.reader = p_reader
    )
    select b.id, b.act, b.at, b.verb, b.item, b.jurisdiction, b.unit, b.mandate, b.facts, b.seq, b.origin
    from batch b order by b.xid, b.id;
end $$;
revoke execute on function read_tail(text, int) from public;

-- Whether there is anything to read: what a reader asks each second, and all of the tail the application may know.
create function tail_waits(p_reader text) returns boolean
language sql security definer set search_path = public, pg_temp
as $$
    select exists (
        select from tail_cursor c
        where c.reader = p_reader
          and exists (select from journal j
                      where (j.xid, j.id) > (c.xid, c.id) and j.xid < pg_snapshot_xmin(pg_current_snapshot())))
$$;

-- A room that begins to read begins here: what was written before is not told again.
create function begin_tail(p_reader text) returns void
language sql
as $$ insert into tail_cursor (reader, xid, id) values (p_reader, pg_current_xact_id(), 0) on conflict do nothing $$;
revoke execute on function begin_tail(text) from public;

do $$ begin
    if exists (select from pg_roles where rolname = 'lienthong_app') then
        revoke select, insert, update, delete, truncate on tail_cursor from lienthong_app;
    end if;
end $$;
