-- Open work in the jurisdictions of the scope, for the figures above a list: read with its owner's rights, so that
-- counting by kind and due time is answered from the index of inboxes alone. Its condition is narrower than the policy
-- of work_item: where a jurisdiction lies in the scope, so does a party.
create view open_work as
select id, jurisdiction, kind, state, due_at, paused_at
from work_item
where closed_at is null and jurisdiction = any ((select nullif(current_setting('lt.scope', true), '')::int[])::int[]);

-- Whether each of these words stands in many items of the house, as far as is known: what is not among the frequent
-- is taken for rare. Nothing else of the statistics leaves this function.
create function are_common(p_words text) returns boolean
language sql stable security definer set search_path = public, pg_temp
as $$
    select min(coalesce(known.freq, 0)) * (select reltuples from pg_class where oid = 'work_item'::regclass) >= 1000
    from unnest(tsvector_to_array(to_tsvector('simple', p_words))) as asked(word)
    left join (
        select f.word, f.freq
        from pg_stats s, unnest(s.most_common_elems::text::text[], s.most_common_elem_freqs) as f(word, freq)
        where s.schemaname = 'public' and s.tablename = 'work_item_words'
    ) known using (word)
$$;

-- What words or a reference find among all that is visible, the newest first. Common words of a reader whose own work
-- is a good part of all are sought by walking back from the newest. The walk is bounded to four times what is asked
-- for, because words may be common elsewhere and each row of the reader's lies among many of others. Otherwise the
-- indexes of words and parties say where they stand; which of both to ask first, the planner tells from the values, so
-- they are written into the text.
create function search_visible(p_words text, p_reference text, p_limit int)
returns table (
    id uuid, kind text, reference text, subject text, state text, received_at timestamptz, due_at timestamptz,
    paused_at timestamptz, closed_at timestamptz
)
language plpgsql set search_path = public, pg_temp
as $$
#variable_conflict use_column
declare
    scope constant text := coalesce(nullif(current_setting('lt.scope', true), ''), '{}');
    archive constant text := coalesce(nullif(current_setting('lt.archive', true), ''), '{}');
    columns constant text := 'select id, kind, reference, subject, state, received_at, due_at, paused_at, closed_at from ';
    wanted text;
    estimate json;
    walked visible_item[];
begin
    if are_common(p_words) then
        wanted := format('(to_tsvector(''simple'', words) @@ plainto_tsquery(''simple'', %L) or reference = %L)',
                         p_words, p_reference);
        execute format('explain (format json) select from visible_item where parties && %L::int[]', scope) into estimate;
        if (estimate #>> '{0,Plan,Plan Rows}')::float >= (select reltuples / 100 from pg_class where oid = 'work_item'::regclass) then
            execute format(
                'select array_agg(w::visible_item order by received_at desc, id) from (select * from'
                ' (select * from visible_item order by received_at desc, id limit %s) v'
                ' where %s order by received_at desc, id limit %s) w', 4 * p_limit, wanted, p_limit) into walked;
            if cardinality(walked) = p_limit then
                return query select id, kind, reference, subject, state, received_at, due_at, paused_at, closed_at
                             from unnest(walked);
                return;
            end if;
        end if;
        return query execute format(
            'with v as materialized (%s visible_item where %s and (parties && %L::int[]'
            ' or closed_at is not null and jurisdiction = any (%L::int[])))'
            ' select * from v order by received_at desc, id limit %s',
            columns, wanted, scope, archive, p_limit);
        return;
    end if;
    return query
        with v as materialized (
            select id, kind, reference, subject, state, received_at, due_at, paused_at, closed_at from visible_item
            where to_tsvector('simple', words) @@ plainto_tsquery('simple', p_words) or reference = p_reference
        )
        select * from v order by received_at desc, id limit p_limit;
end $$;

do $$ begin
    if exists (select from pg_roles where rolname = 'lienthong_app') then
        grant select on open_work to lienthong_app;
        revoke insert, update, delete on open_work from lienthong_app;
    end if;
end $$;
