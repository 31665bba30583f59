-- What an item is found by: words of our own making, as `kernel/sought/tokens.py` makes them of what is typed. Words stand
-- between signs; a number has no zeros before it; «=» begins the number of the paper without its signs, «~» a citizen's
-- telephone from its end («qz» begins a citizen's words: `work/persons/words.py`). A word is cut where an index ends.
create function item_tokens(p_words text, p_reference text) returns tsvector
language sql immutable parallel safe
as $$
    select (
        regexp_replace(
            case when octet_length(p_words) <= 2000 then ' ' || p_words
                 else regexp_replace(
                     ' ' || p_words,
                     '([a-z0-9\u00c0-\u1fff\u2070-\u218f\u2460-\u24ff\u2776-\u2793\u2c00-\u2fff\u3005-\u3007\u3021-\u3029\u3031-\u3035\u3038-\u303c\u3040-\U0010ffff]{100})[a-z0-9\u00c0-\u1fff\u2070-\u218f\u2460-\u24ff\u2776-\u2793\u2c00-\u2fff\u3005-\u3007\u3021-\u3029\u3031-\u3035\u3038-\u303c\u3040-\U0010ffff]+',
                     '\1', 'g') end,
            '[^a-z0-9\u00c0-\u1fff\u2070-\u218f\u2460-\u24ff\u2776-\u2793\u2c00-\u2fff\u3005-\u3007\u3021-\u3029\u3031-\u3035\u3038-\u303c\u3040-\U0010ffff]+(?:0+(?=[0-9]))?',
            ' ', 'g')
        || case when p_reference <> '' then
            ' =' || ltrim(lower(regexp_replace(normalize(translate(left(p_reference, 100), 'Đđ', 'Dd'), nfkd),
                                               '[^a-zA-Z0-9]+', '', 'g')), '0')
            else '' end
        || coalesce(' ~' || reverse(substring(p_words from 'qz([0-9]{8,15})')), '')
    )::tsvector
$$;

-- How many items of the house have all of these words; all but the last; a word that begins as the last: as far as is
-- known, what is not among the frequent is taken for rare. Nothing else of the statistics leaves this function.
create function tokens_known(p_words text[]) returns float[]
language sql stable security definer set search_path = public, pg_temp
as $$
    with known as materialized (
        select k.word, k.freq
        from pg_stats s, unnest(s.most_common_elems::text::text[], s.most_common_elem_freqs) as k(word, freq)
        where s.schemaname = 'public' and s.tablename = 'work_item_sought' and s.attname = 'item_tokens'
          and k.word is not null
    ), asked as (
        select a.nth, coalesce(known.freq, 0) as freq
        from unnest(p_words) with ordinality as a(word, nth) left join known using (word)
    ), begun as (
        select least(1, coalesce(sum(freq), 0)) as freq from known where word ^@ (p_words)[cardinality(p_words)]
    )
    select array[min(a.freq), least(min(a.freq) filter (where a.nth < cardinality(p_words)), b.freq), b.freq]::float[]
    from asked a, begun b
    group by b.freq
$$;

-- The newest of what lies in these jurisdictions, as deep as `p_depth` in each, that has the words. `p_seen`: a pattern
-- for each word, tried on the text before its words are made.
create function sought_here(
    p_query tsquery, p_seen text[], p_here int[], p_depth int, p_kinds text[], p_limit int
) returns table (id uuid, received_at timestamptz)
language sql stable
as $$
    select h.id, h.received_at
    from unnest(p_here) as here(jurisdiction)
    cross join lateral (
        select n.id, n.received_at
        from (
            select v.id, v.received_at, v.kind, v.words, v.reference
            from visible_item v
            where v.jurisdiction = here.jurisdiction
            order by v.received_at desc, v.id
            limit p_depth
        ) n
        where n.words ~ all (p_seen)
          and item_tokens(n.words, n.reference) @@ p_query
          and (p_kinds is null or n.kind = any (p_kinds))
        order by n.received_at desc, n.id
        limit p_limit
    ) h
    order by h.received_at desc, h.id
    limit p_limit
$$;

-- What lies elsewhere and came in here, was sent from here or is asked about here, since an instant, and has the words.
-- A citizen's words (`p_kinds`) are sought in what came in alone. `offset 0`: so few rows are not looked up among all that
-- have common words.
create function sought_beside(
    p_query tsquery, p_seen text[], p_here int[], p_since timestamptz, p_kinds text[], p_limit int
) returns table (id uuid, received_at timestamptz)
language sql stable
as $$
    select b.id, b.received_at
    from (
        select v.id, v.received_at, v.kind, v.words, v.reference, v.jurisdiction
        from visible_item v
        where v.received_seat = any (p_here) and v.received_seat <> v.jurisdiction and v.received_at >= p_since
        union all
        select v.id, v.received_at, v.kind, v.words, v.reference, v.jurisdiction
        from visible_item v
        where p_kinds is null and v.sender_seat = any (p_here) and v.received_at >= p_since
          and (v.received_seat is null or v.received_seat = v.jurisdiction or not v.received_seat = any (p_here))
        union all
        select v.id, v.received_at, v.kind, v.words, v.reference, v.jurisdiction
        from (select distinct q.parent from visible_item q
              where q.jurisdiction = any (p_here) and q.kind = 'referral' and q.closed_at is null) asked
        join visible_item v on v.id = asked.parent
        where p_kinds is null and v.received_at >= p_since
          and (v.received_seat is null or not v.received_seat = any (p_here))
          and (v.sender_seat is null or not v.sender_seat = any (p_here))
        offset 0
    ) b
    where not b.jurisdiction = any (p_here)
      and (p_kinds is null or b.kind = any (p_kinds))
      and b.words ~ all (p_seen)
      and item_tokens(b.words, b.reference) @@ p_query
    order by b.received_at desc, b.id
    limit p_limit
$$;

-- The newest of all that is visible, for whoever sees most of what there is.
create function sought_newest(p_query tsquery, p_seen text[], p_depth int, p_limit int)
returns table (id uuid, received_at timestamptz)
language sql stable
as $$
    select n.id, n.received_at
    from (
        select v.id, v.received_at, v.words, v.reference
        from visible_item v
        order by v.received_at desc, v.id
        limit p_depth
    ) n
    where n.words ~ all (p_seen) and item_tokens(n.words, n.reference) @@ p_query
    order by n.received_at desc, n.id
    limit p_limit
$$;

-- Where the index says that the words stand: words and parties are looked up together. Of a wide reader (`p_scope` is
-- null) the words alone: each item would be compared with thousands of parties inside the index.
create function sought_by_index(
    p_query tsquery, p_scope int[], p_archive int[], p_kinds text[], p_limit int
) returns table (id uuid, received_at timestamptz)
language sql stable
as $$
    with hit as materialized (
        select v.id, v.received_at
        from visible_item v
        where v.parties && p_scope and item_tokens(v.words, v.reference) @@ p_query
          and (p_kinds is null or v.kind = any (p_kinds)
               and (v.jurisdiction = any (p_scope) or v.received_seat = any (p_scope)))
        union all
        select v.id, v.received_at
        from visible_item v
        where cardinality(p_archive) > 0 and v.closed_at is not null and v.jurisdiction = any (p_archive)
          and not v.parties && p_scope and item_tokens(v.words, v.reference) @@ p_query
        union all
        select v.id, v.received_at
        from visible_item v
        where p_scope is null and item_tokens(v.words, v.reference) @@ p_query
    )
    select hit.id, hit.received_at from hit order by hit.received_at desc, hit.id limit p_limit
$$;

-- One question: the newest items that have the words. Common words are met soon by walking back through what lies
-- here, so their walk comes first, and is bounded, because a word may be common elsewhere. What lies elsewhere and
-- concerns the reader is looked at as far back as that walk came. Rare words stand in the index (decision 0034).
create function seek_items(
    p_query tsquery, p_seen text[], p_walks boolean, p_looks_up boolean, p_scope int[], p_archive int[], p_kinds text[],
    p_limit int
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
        return case when is_wide then coalesce(ids, '{}') else array(
            select w.id
            from (select u.id, u.received_at from unnest(ids, times) as u(id, received_at)
                  union all
                  select b.id, b.received_at
                  from sought_beside(p_query, p_seen, here, times[cardinality(times)], p_kinds, p_limit) b) w
            order by w.received_at desc, w.id
            limit p_limit) end;
    end if;
    return array(
        select s.id
        from sought_by_index(p_query, case when not is_wide then p_scope end, p_archive, p_kinds, p_limit) s
        order by s.received_at desc, s.id);
end $$;

-- What was typed, found: first where it begins a paper's number, then where all its words stand, then where the last
-- of them is begun (it may still be being typed), the newest first in each. `p_known`: a way to spell each word, the
-- last one last. `p_held`, `p_kinds`: a citizen's words, at the counter of what these jurisdictions hold or took in.
-- A beginning that very many items share would be collected from all of them: it is sought among the newest alone.
create function search_items(
    p_number tsquery, p_whole tsquery, p_begun tsquery, p_seen text[], p_seen_begun text[], p_known text[],
    p_kinds text[], p_held int[], p_limit int
) returns table (
    id uuid, kind text, reference text, subject text, state text, received_at timestamptz, due_at timestamptz,
    paused_at timestamptz, closed_at timestamptz, how text
)
language plpgsql stable set search_path = public, pg_temp set plan_cache_mode = force_generic_plan
as $$
declare
    scope constant int[] := coalesce(p_held, nullif(current_setting('lt.scope', true), '')::int[], '{}');
    archive constant int[] := case when p_held is null
        then coalesce(nullif(current_setting('lt.archive', true), '')::int[], '{}') else '{}' end;
    all_items constant float := (select greatest(reltuples, 0) from pg_class where oid = 'work_item'::regclass);
    known constant float[] := tokens_known(p_known);
    numbered uuid[] := '{}';
    whole uuid[] := '{}';
    begun uuid[] := '{}';
begin
    if cardinality(scope || archive) = 0 then
        return;
    end if;
    if numnode(p_number) > 0 then
        numbered := seek_items(p_number, '{}', false, true, scope, archive, p_kinds, p_limit);
    end if;
    if numnode(p_whole) > 0 and cardinality(numbered) < p_limit then
        whole := seek_items(p_whole, p_seen, known[1] * all_items >= 1000, true, scope, archive, p_kinds, p_limit);
    end if;
    if numnode(p_begun) > 0 and cardinality(numbered) + cardinality(whole) < p_limit then
        begun := seek_items(p_begun, p_seen_begun, known[2] * all_items >= 1000 or known[3] * all_items > 20000,
                            known[3] * all_items <= 20000, scope, archive, p_kinds, p_limit);
    end if;
    return query
        select v.id, v.kind, v.reference, v.subject, v.state, v.received_at, v.due_at, v.paused_at, v.closed_at,
               case f.rank when 1 then 'number' when 2 then 'words' else 'begun' end
        from (
            select u.id, min(u.rank) as rank
            from (
                select a.id, 1 as rank from unnest(numbered) as a(id)
                union all
                select a.id, 2 from unnest(whole) as a(id)
                union all
                select a.id, 3 from unnest(begun) as a(id)
            ) u
            group by u.id
        ) f
        join visible_item v on v.id = f.id
        order by f.rank, v.received_at desc, v.id
        limit p_limit;
end $$;
