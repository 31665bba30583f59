-- Where the index says that the words stand: words and parties are looked up together. Of a wide reader (`p_scope` is
-- null) the words alone: each item would be compared with thousands of parties inside the index. What is written exactly
-- as it was typed (`p_spelt`) comes first, however old: all of it was fetched for its day.
create function sought_by_index(
    p_query tsquery, p_scope int[], p_archive int[], p_kinds text[], p_limit int, p_spelt text
) returns table (id uuid, received_at timestamptz)
language sql stable
as $$
    with hit as materialized (
        select v.id, v.received_at, v.subject
        from visible_item v
        where v.parties && p_scope and item_tokens(v.words, v.reference) @@ p_query
          and (p_kinds is null or v.kind = any (p_kinds)
               and (v.jurisdiction = any (p_scope) or v.received_seat = any (p_scope)))
        union all
        select v.id, v.received_at, v.subject
        from visible_item v
        where cardinality(p_archive) > 0 and v.closed_at is not null and v.jurisdiction = any (p_archive)
          and not v.parties && p_scope and item_tokens(v.words, v.reference) @@ p_query
        union all
        select v.id, v.received_at, v.subject
        from visible_item v
        where p_scope is null and item_tokens(v.words, v.reference) @@ p_query
    )
    select hit.id, hit.received_at
    from hit
    order by p_spelt <> '' and hit.subject ~ p_spelt desc, hit.received_at desc, hit.id
    limit p_limit
$$;

-- Of the newest that lie here, or of all for whoever sees most of what there is (`p_here` is null), those whose subject is
-- written exactly as it was typed: what is common is not collected to be told apart.
create function spelt_among_newest(
    p_query tsquery, p_spelt text, p_here int[], p_depth int, p_kinds text[], p_limit int
) returns table (id uuid, received_at timestamptz)
language sql stable
as $$
    select n.id, n.received_at
    from (
        select h.*
        from unnest(p_here) as here(jurisdiction)
        cross join lateral (
            select v.id, v.received_at, v.kind, v.subject, v.words, v.reference
            from visible_item v
            where v.jurisdiction = here.jurisdiction
            order by v.received_at desc, v.id
            limit p_depth
        ) h
        union all
        (select v.id, v.received_at, v.kind, v.subject, v.words, v.reference
         from visible_item v
         where p_here is null
         order by v.received_at desc, v.id
         limit p_depth)
    ) n
    where n.subject ~ p_spelt
      and item_tokens(n.words, n.reference) @@ p_query
      and (p_kinds is null or n.kind = any (p_kinds))
    order by n.received_at desc, n.id
    limit p_limit
$$;

-- One question: the newest items that have the words. Common words are met soon by walking back through what lies
-- here, so their walk comes first, and is bounded, because a word may be common elsewhere. What lies elsewhere and
-- concerns the reader is looked at as far back as that walk came. Rare words stand in the index (decision 0034). Where
-- the walk met its number of them and not all are written as they were typed, those that are come besides, as deep as
-- any walk may go.
create function seek_items(
    p_query tsquery, p_seen text[], p_spelt text, p_walks boolean, p_looks_up boolean, p_scope int[], p_archive int[],
    p_kinds text[], p_limit int
) returns uuid[]
language plpgsql stable set search_path = public, pg_temp set plan_cache_mode = force_generic_plan
as $$
declare
    here constant int[] := p_scope || p_archive;
    is_wide constant boolean := cardinality(p_scope) > 60 and p_kinds is null;
    depth constant int := greatest(4 * p_limit, least(400, 4800 / greatest(cardinality(here), 1)));
    ids uuid[];
    times timestamptz[];
begin
    if p_walks and is_wide then
        select array_agg(w.id) into ids from sought_newest(p_query, p_seen, depth, p_limit) w;
    elsif p_walks then
        select array_agg(w.id), array_agg(w.received_at) into ids, times
        from sought_here(p_query, p_seen, here, depth, p_kinds, p_limit) w;
    end if;
    if cardinality(ids) = p_limit or not p_looks_up then
        if not is_wide then
            ids := array(
                select w.id
                from (select u.id, u.received_at from unnest(ids, times) as u(id, received_at)
                      union all
                      select b.id, b.received_at
                      from sought_beside(p_query, p_seen, here, times[cardinality(times)], p_kinds, p_limit) b) w
                order by w.received_at desc, w.id
                limit p_limit);
        end if;
        -- Who types without marks does not say how it is written.
        if octet_length(p_spelt) > length(p_spelt) and cardinality(ids) = p_limit
           and exists (select from visible_item v where v.id = any (ids) and v.subject !~ p_spelt) then
            ids := ids || array(
                select s.id
                from spelt_among_newest(p_query, p_spelt, case when not is_wide then here end, depth, p_kinds, p_limit) s);
        end if;
        return coalesce(ids, '{}');
    end if;
    return array(
        select s.id
        from sought_by_index(p_query, case when not is_wide then p_scope end, p_archive, p_kinds, p_limit, p_spelt) s);
end $$;

-- What was typed, found: first where it begins a paper's number, then where all its words stand, then where the last
-- of them is begun (it may still be being typed), the newest first in each; before all others the very number
-- (`p_exact`), before other words what is written as it was typed (`p_spelt`), however many newer ones there are.
-- `p_known`: a way to spell each word, the last one last. `p_held`, `p_kinds`: a citizen's words, at the counter of what
-- these jurisdictions hold or took in. A beginning that very many items share would be collected from all of them: it is
-- sought among the newest alone.
create function search_items(
    p_exact tsquery, p_number tsquery, p_whole tsquery, p_begun tsquery, p_seen text[], p_seen_begun text[],
    p_spelt text, p_known text[], p_kinds text[], p_held int[], p_limit int
) returns table (
    id uuid, kind text, reference text, subject text, state text, received_at timestamptz, due_at timestamptz,
    paused_at timestamptz, closed_at timestamptz, jurisdiction int, from_name text, how text
)
language plpgsql stable set search_path = public, pg_temp set plan_cache_mode = force_generic_plan
as $$
declare
    scope constant int[] := coalesce(p_held, nullif(current_setting('lt.scope', true), '')::int[], '{}');
    archive constant int[] := case when p_held is null
        then coalesce(nullif(current_setting('lt.archive', true), '')::int[], '{}') else '{}' end;
    all_items constant float := (select greatest(reltuples, 0) from pg_class where oid = 'work_item'::regclass);
    known constant float[] := tokens_known(p_known);
    exact uuid[] := '{}';
    numbered uuid[] := '{}';
    whole uuid[] := '{}';
    begun uuid[] := '{}';
begin
    if cardinality(scope || archive) = 0 then
        return;
    end if;
    if numnode(p_number) > 0 then
        numbered := seek_items(p_number, '{}', '', false, true, scope, archive, p_kinds, p_limit);
        if cardinality(numbered) = p_limit then
            exact := seek_items(p_exact, '{}', '', false, true, scope, archive, p_kinds, p_limit);
        end if;
    end if;
    if numnode(p_whole) > 0 and cardinality(numbered) < p_limit then
        whole := seek_items(p_whole, p_seen, p_spelt, known[1] * all_items >= 1000, true, scope, archive, p_kinds,
                            p_limit);
    end if;
    if numnode(p_begun) > 0 and cardinality(numbered) + cardinality(whole) < p_limit then
        begun := seek_items(p_begun, p_seen_begun, p_spelt,
                            known[2] * all_items >= 1000 or known[3] * all_items > 20000,
                            known[3] * all_items <= 20000, scope, archive, p_kinds, p_limit);
    end if;
    return query
        select v.id, v.kind, v.reference, v.subject, v.state, v.received_at, v.due_at, v.paused_at, v.closed_at,
               v.jurisdiction,
               case when v.sender_seat is not null then (
                   select u.name from jurisdiction j join unit u on u.id = j.unit where j.id = v.sender_seat) end,
               case when f.rank <= 1 then 'number' when f.rank = 2 then 'words' else 'begun' end
        from (
            select u.id, min(u.rank) as rank
            from (
                select a.id, 0 as rank from unnest(exact) as a(id)
                union all
                select a.id, 1 from unnest(numbered) as a(id)
                union all
                select a.id, 2 from unnest(whole) as a(id)
                union all
                select a.id, 3 from unnest(begun) as a(id)
            ) u
            group by u.id
        ) f
        join visible_item v on v.id = f.id
        order by least(f.rank, 2), p_spelt <> '' and v.subject ~ p_spelt desc, f.rank, v.received_at desc, v.id
        limit p_limit;
end $$;
