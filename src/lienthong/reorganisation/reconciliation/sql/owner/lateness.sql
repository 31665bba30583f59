-- The sums that count what is overdue, by the rule of `work/lateness`.

-- Open work by jurisdiction, kind and state; `a` and `b` are sums of two hashes of what lasts, with different seeds.
create or replace function reconciliation_lines()
returns table (
    jurisdiction int, kind text, state text, n int, late int, seconds_left bigint, a numeric, b numeric
)
language sql stable security definer set search_path = public, pg_temp
as $$
    -- The instant once, not once a row: 0.10 s instead of 0.43 for 107,000 items.
    with as_of as materialized (select world_now() as at)
    select jurisdiction, kind, state, count(*)::int,
           (count(*) filter (where is_overdue(due_at, paused_at, at)))::int,
           coalesce(sum(extract(epoch from due_at - at)::bigint), 0)::bigint,
           sum(lasting(w, 1)), sum(lasting(w, 2))
    from work_item w cross join as_of
    where closed_at is null
    group by jurisdiction, kind, state
$$;

-- Open work in the hands of people of ending bodies: counts by mandate and jurisdiction, for the whole city whoever
-- asks.
create or replace function work_in_hands(p_plan int) returns table (mandate int, jurisdiction int, n int, late int)
language sql stable security definer set search_path = public, pg_temp
as $$
    with hands as materialized (
        select m.id from planned_unit e join post p on p.unit = e.unit join mandate m on m.post = p.id
        where e.plan = p_plan and not e.begins
    ), as_of as materialized (select world_now() as at)
    select w.assignee, w.jurisdiction, count(*)::int,
           (count(*) filter (where is_overdue(w.due_at, w.paused_at, as_of.at)))::int
    from work_item w cross join as_of
    where w.closed_at is null and w.assignee in (select id from hands)
    group by w.assignee, w.jurisdiction
$$;

-- Open work of the file as a reconciliation counts it (`reconciliation_lines`), due times against its own clock.
create or replace function joining_lines()
returns table (jurisdiction int, kind text, state text, n int, late int, seconds_left bigint, a numeric, b numeric)
language plpgsql stable
as $$
begin
    return query
        select w.jurisdiction, w.kind, w.state, count(*)::int,
               (count(*) filter (where is_overdue(w.due_at, w.paused_at, m.as_of)))::int,
               coalesce(sum(extract(epoch from w.due_at - m.as_of)::bigint), 0)::bigint,
               sum(lasting(row(w.*)::public.work_item, 1)), sum(lasting(row(w.*)::public.work_item, 2))
        from joining.work_item w cross join joining.meta m
        where w.closed_at is null
        group by w.jurisdiction, w.kind, w.state;
end $$;

-- The same items where they are now: asked in the act itself, before it counts as done.
create or replace function joined_lines()
returns table (jurisdiction int, n int, late int, seconds_left bigint, a numeric, b numeric)
language plpgsql stable
as $$
begin
    return query
        select w.jurisdiction, count(*)::int,
               (count(*) filter (where is_overdue(w.due_at, w.paused_at, m.as_of)))::int,
               coalesce(sum(extract(epoch from w.due_at - m.as_of)::bigint), 0)::bigint,
               sum(lasting(w, 1)), sum(lasting(w, 2))
        from joining.work_item s join work_item w on w.id = s.id cross join joining.meta m
        where w.closed_at is null
        group by w.jurisdiction;
end $$;
