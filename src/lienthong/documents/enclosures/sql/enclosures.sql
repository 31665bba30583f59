-- Who sees a letter sees what goes with it. What was signed takes nothing more and gives nothing up, whatever an act
-- says: a letter's enclosures are part of what the signature stands under.
alter table enclosure enable row level security;
create policy enclosure_seen on enclosure for select using (
    exists (select from document d where d.id = enclosure.document offset 0)
);
create policy enclosure_added on enclosure for insert with check (
    exists (select from document d where d.id = enclosure.document and d.signed_at is null offset 0)
);
create policy enclosure_changed on enclosure for update using (
    exists (select from document d where d.id = enclosure.document and d.signed_at is null offset 0)
);
create policy enclosure_removed on enclosure for delete using (
    exists (select from document d where d.id = enclosure.document and d.signed_at is null offset 0)
);

-- Read by functions of the owner alone.
alter table letter_text enable row level security;

do $$ begin
    if exists (select from pg_roles where rolname = 'lienthong_app') then
        revoke all on letter_text from lienthong_app;
        revoke update, truncate on enclosure from lienthong_app;
        grant update (ordinal, name) on enclosure to lienthong_app;
    end if;
end $$;

-- What goes with the letter behind an item, for whoever sees the item: as `letter_behind`, asked by the item's key, not of
-- each of a letter's 3,321 deliveries.
create function enclosures_behind(p_item uuid) returns table (
    id uuid, ordinal smallint, name text, digest text, size bigint, content_type text, pages int
)
language sql stable rows 3 security definer set search_path = public, pg_temp
as $$
    select e.id, e.ordinal, e.name, e.digest, f.size::bigint, f.content_type, c.pages
    from letter_behind(p_item) d
    join enclosure e on e.document = d.id
    join stored_file f on f.digest = e.digest
    left join content c on c.digest = e.digest
    order by e.ordinal
$$;

-- What of a letter, or of the papers of its item, the worker has not read; it sees no letter itself.
create function unread_of_letter(p_document uuid) returns table (digest text, content_type text)
language sql stable rows 3 security definer set search_path = public, pg_temp
as $$
    select e.digest, f.content_type
    from enclosure e join stored_file f on f.digest = e.digest
    where e.document = p_document
      and not exists (select from content c where c.digest = e.digest and c.fault <> 'lost')
$$;

create function unread_papers(p_item uuid) returns table (digest text, content_type text)
language sql stable rows 3 security definer set search_path = public, pg_temp
as $$
    select distinct a.digest, f.content_type
    from attachment a join stored_file f on f.digest = a.digest
    where a.item = p_item
      and not exists (select from content c where c.digest = a.digest and c.fault <> 'lost')
$$;

-- Letters whose enclosures nobody has read or made findable yet: their job was lost, or they came from another world.
create function unread_letters(p_limit int) returns setof uuid
language sql stable rows 20 security definer set search_path = public, pg_temp
as $$
    select e.document
    from enclosure e
    where not exists (select from letter_text t where t.place = e.document and t.digest = e.digest)
    group by e.document
    order by e.document desc
    limit p_limit
$$;

-- What a letter is found by: the words of its enclosures, for whoever has a part in its draft or a delivery. Made anew
-- when one of them was read, when the letter is issued, and when one is removed.
create function index_letter(p_document uuid) returns void
language sql security definer set search_path = public, pg_temp
as $$
    with gone as (
        delete from letter_text t
        where t.place = p_document
          and not exists (select from enclosure e where e.document = t.place and e.digest = t.digest)
    )
    insert into letter_text (place, digest, parties, tokens)
    select e.document, e.digest, p.parties, c.tokens
    from enclosure e
    join content c on c.digest = e.digest
    cross join lateral (
        select array_agg(distinct party order by party) as parties
        from (
            select unnest(w.parties) as party
            from draft f join work_item w on w.id = f.item where f.document = p_document
            union all
            select unnest(w.parties)
            from delivery v join work_item w on w.id = v.item where v.document = p_document
        ) w
    ) p
    where e.document = p_document and p.parties is not null
    on conflict (place, digest) do update set parties = excluded.parties, tokens = excluded.tokens
$$;

-- The same of the papers somebody added to a draft or a delivery: theirs, and not the other addressees'.
create function index_papers(p_item uuid) returns void
language sql security definer set search_path = public, pg_temp
as $$
    insert into letter_text (place, digest, parties, tokens)
    select distinct on (a.digest) a.item, a.digest, w.parties, c.tokens
    from attachment a
    join content c on c.digest = a.digest
    join work_item w on w.id = a.item
    where a.item = p_item
    on conflict (place, digest) do update set parties = excluded.parties, tokens = excluded.tokens
$$;

-- The newest items of letters in whose files all these words stand; of a paper that was withdrawn none. Of a wide reader
-- the words alone are looked up: each row would be compared with thousands of parties inside the index.
create function letters_inside(p_query tsquery, p_limit int) returns table (
    id uuid, kind text, reference text, subject text, state text, received_at timestamptz, due_at timestamptz,
    paused_at timestamptz, closed_at timestamptz
)
language plpgsql stable security definer set search_path = public, pg_temp
as $$
declare
    here constant int[] := coalesce(nullif(current_setting('lt.scope', true), '')::int[], '{}')
                        || coalesce(nullif(current_setting('lt.archive', true), '')::int[], '{}');
    places uuid[];
    digests text[];
begin
    if cardinality(here) = 0 or numnode(p_query) = 0 then
        return;
    end if;
    if cardinality(here) <= 60 then
        -- Materialized: by the index of words, not walking back through everybody's.
        with mine as materialized (
            select t.place, t.digest from letter_text t where t.parties && here and t.tokens @@ p_query
        )
        select array_agg(h.place), array_agg(h.digest) into places, digests
        from (select m.place, m.digest from mine m order by m.place desc limit 4 * p_limit) h;
    else
        select array_agg(h.place), array_agg(h.digest) into places, digests
        from (select t.place, t.digest from letter_text t
              where t.tokens @@ p_query and t.parties || '{}'::int[] && here
              order by t.place desc limit 4 * p_limit) h;
    end if;
    return query
        select v.id, v.kind, v.reference, v.subject, v.state, v.received_at, v.due_at, v.paused_at, v.closed_at
        from (
            select d.item from unnest(places) as h(place) join delivery d on d.document = h.place
            union
            select f.item from unnest(places) as h(place) join draft f on f.document = h.place
            union
            select a.item
            from unnest(places, digests) as h(place, digest)
            join attachment a on a.item = h.place and a.digest = h.digest
            where not exists (select from paper_withdrawal x where x.attachment = a.id)
        ) i
        join visible_item v on v.id = i.item
        order by v.received_at desc, v.id
        limit p_limit;
end $$;
