-- The next lines (tail.sql), from the reader's place on. The place is known before they are asked for: joined to the table
-- it stands in, the planner reads the whole journal up to it, each time.
create or replace function read_tail(p_reader text, p_limit int) returns table (
    id bigint, act uuid, at timestamptz, verb text, item uuid, jurisdiction int, unit int, mandate int, facts jsonb,
    seq int, origin smallint
)
language plpgsql set search_path = public, pg_temp
as $$
#variable_conflict use_column
declare
    cut xid8 := pg_snapshot_xmin(pg_current_snapshot());
    place tail_cursor;
begin
    -- Asked before the place is locked: a lock is a write.
    if not tail_waits(p_reader) then
        return;
    end if;
    select * into place from tail_cursor c where c.reader = p_reader for update skip locked;
    if not found then
        return;
    end if;
    return query
    with batch as materialized (
        select j.id, j.act, j.at, j.verb, j.item, j.jurisdiction, j.unit, j.mandate, j.facts, j.seq, j.origin, j.xid
        from journal j
        where (j.xid, j.id) > (place.xid, place.id) and j.xid < cut
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
