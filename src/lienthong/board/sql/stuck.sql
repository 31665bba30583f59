-- Open work past its due time: what its present holder let pass, the longest first, then what came to it overdue
-- (`before`), which is not its lateness: {stuck, stuck_total, stuck_before}. A unit's own when `p_unit` is given.
create or replace function board_stuck(p_unit int, p_limit int) returns jsonb
language sql stable security definer set search_path = public, pg_temp
as $$
    with late as materialized (
        select id, kind, state, due_at, paused_at, chain_seq, jurisdiction from work_item
        where closed_at is null and is_overdue(due_at, paused_at, (select world_now()))
          and (p_unit is null or jurisdiction = any (held_by(p_unit, world_today())))
    ), held as materialized (
        -- Once a jurisdiction; not by held_since(), whose calls cost more than the rest together.
        select h.jurisdiction, h.since
        from (select distinct jurisdiction from late) b join held_now h on h.jurisdiction = b.jurisdiction
    ), overdue as (
        select late.*, is_late_before(due_at, paused_at, (select world_now()), held.since) as before
        from late join held using (jurisdiction)
    ), listed as (
        select * from overdue order by before, due_at, id limit p_limit
    )
    select jsonb_build_object(
        'stuck_total', (select count(*) from overdue where not before),
        'stuck_before', (select count(*) from overdue where before),
        'stuck', (select coalesce(jsonb_agg(jsonb_build_object(
                'item', l.id, 'kind', l.kind, 'state', l.state, 'due_at', l.due_at, 'untouched', l.chain_seq = 1,
                'before', l.before, 'unit', u.short_name, 'jurisdiction', l.jurisdiction)
                order by l.before, l.due_at, l.id), '[]')
            from listed l left join unit u on u.id = holder_of(l.jurisdiction, world_today())))
$$;
