-- What a reconciliation counts, for the whole city whoever asks: read with the owner's rights, therefore sums,
-- counts and hashes by jurisdiction only – no subject, no name, nothing somebody typed.

-- What must never change in an item, whatever happens to offices. hash_record_extended is a fifth of the price of
-- md5 over text (0.10 against 0.46 s for 107,000 items); its values hold within one server, which is where before
-- and after are compared.
create function lasting(w work_item, seed bigint) returns bigint
language sql immutable parallel safe
as $$
    select hash_record_extended(
        row(w.id, w.kind, w.received_at, w.received_seat, w.sender_seat, w.parent, w.place, w.field), seed)
$$;

-- Open work by jurisdiction, kind and state; `a` and `b` are sums of two hashes of what lasts, with different seeds.
create function reconciliation_lines()
returns table (
    jurisdiction int, kind text, state text, n int, late int, seconds_left bigint, a numeric, b numeric
)
language sql stable security definer set search_path = public, pg_temp
as $$
    -- The instant once, not once a row: 0.10 s instead of 0.43 for 107,000 items.
    with as_of as materialized (select world_now() as at)
    select jurisdiction, kind, state, count(*)::int,
           (count(*) filter (where due_at < at and paused_at is null))::int,
           coalesce(sum(extract(epoch from due_at - at)::bigint), 0)::bigint,
           sum(lasting(w, 1)), sum(lasting(w, 2))
    from work_item w cross join as_of
    where closed_at is null
    group by jurisdiction, kind, state
$$;

-- Files and fees of the open work, by the same lines.
create function reconciliation_papers()
returns table (jurisdiction int, kind text, state text, files int, fees bigint)
language sql stable security definer set search_path = public, pg_temp
as $$
    select w.jurisdiction, w.kind, w.state, coalesce(sum(f.files), 0)::int, coalesce(sum(d.fee), 0)::bigint
    from work_item w
    left join dossier d on d.item = w.id
    left join (select item, count(*) as files from attachment group by item) f on f.item = w.id
    where w.closed_at is null
    group by w.jurisdiction, w.kind, w.state
    having sum(f.files) > 0 or sum(d.fee) > 0
$$;

-- Which of these jurisdictions ever held anything, open or closed.
create function baskets_ever_used(p_baskets int[]) returns int[]
language sql stable security definer set search_path = public, pg_temp
as $$
    select coalesce(array_agg(b), '{}')
    from unnest(p_baskets) b
    where exists (select from work_item w where w.jurisdiction = b and w.closed_at is null)
       or exists (select from work_item w where w.jurisdiction = b and w.closed_at is not null)
$$;

-- Keep every open item as it is, so that afterwards each can be asked what became of it.
create function take_snapshot(p_reconciliation int) returns int
language sql security definer set search_path = public, pg_temp
as $$
    with kept as (
        insert into reconciled_item (reconciliation, item, jurisdiction, due_at, reference, seq)
        select p_reconciliation, id, jurisdiction, due_at, reference, chain_seq
        from work_item where closed_at is null
        returning 1
    )
    select count(*)::int from kept
$$;

-- The same sums over a snapshot's items as they are now, under the jurisdictions they lay in then.
create function snapshot_fingerprints(p_reconciliation int)
returns table (jurisdiction int, n int, a numeric, b numeric)
language sql stable security definer set search_path = public, pg_temp
as $$
    select s.jurisdiction, count(w.id)::int, coalesce(sum(lasting(w, 1)), 0), coalesce(sum(lasting(w, 2)), 0)
    from reconciled_item s left join work_item w on w.id = s.item
    where s.reconciliation = p_reconciliation
    group by s.jurisdiction
$$;

-- What became of a snapshot's items. An official's act that changed an item since explains the change; refining to
-- a part explains the jurisdiction and nothing else. `unexplained` must be 0.
create function compare_snapshot(p_reconciliation int)
returns table (
    items int, missing int, refined int, moved int, closed int, due_changed int, codes_changed int, by_acts int,
    unexplained int
)
language sql stable security definer set search_path = public, pg_temp
as $$
    with now as (
        select w.id is null as is_missing, w.closed_at is not null as is_closed,
               w.due_at is distinct from s.due_at as other_due,
               w.reference is distinct from s.reference as other_code,
               w.jurisdiction is distinct from s.jurisdiction as other_basket,
               coalesce(later.acts, 0) > 0 as has_acts, coalesce(later.reaches, false) as basket_explained,
               coalesce(later.refined, false) as is_refined
        from reconciled_item s
        left join work_item w on w.id = s.item
        left join lateral (
            select count(*) filter (where j.verb <> 'item.refined') as acts, bool_or(j.jurisdiction = w.jurisdiction) as reaches,
                   bool_or(j.verb = 'item.refined') as refined
            from journal j
            where j.item = s.item and j.seq > s.seq and w.chain_seq > s.seq
        ) later on w.chain_seq > s.seq
        where s.reconciliation = p_reconciliation
    )
    select count(*)::int, (count(*) filter (where is_missing))::int, (count(*) filter (where is_refined))::int,
           (count(*) filter (where other_basket and not is_refined))::int, (count(*) filter (where is_closed))::int,
           (count(*) filter (where other_due and not has_acts and not is_missing))::int,
           (count(*) filter (where other_code and not has_acts and not is_missing))::int,
           (count(*) filter (where has_acts))::int,
           (count(*) filter (where is_missing or (other_basket and not basket_explained)
                             or (not has_acts and (other_due or other_code or is_closed))))::int
    from now
$$;

select follow_item('reconciled_item');

do $$ begin
    if exists (select from pg_roles where rolname = 'lienthong_app') then
        revoke insert, update, delete, truncate on reconciled_item from lienthong_app;
    end if;
end $$;
