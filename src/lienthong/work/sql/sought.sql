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
