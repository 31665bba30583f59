-- Who looked at whom is appended and swept, never edited; read by whoever audits the body that looked.
alter table reading enable row level security;
create policy reading_appends on reading for insert with check (true);
create policy reading_of_body on reading for select using (
    coalesce(seat = any ((select nullif(current_setting('lt.scope', true), '')::int[])::int[]), false)
);

-- Lines older than `p_kept` by the world's clock, the first of them that many at a time; how many went.
create function sweep_readings(p_kept interval, p_limit int) returns int
language sql security definer set search_path = public, pg_temp
as $$
    with first as (
        select id, at from reading order by id limit p_limit
    ), gone as (
        delete from reading r using first f where r.id = f.id and f.at < world_now() - p_kept returning 1
    )
    select count(*)::int from gone
$$;

-- Dossiers whose citizen these words name, of those that lie at or came in at the jurisdictions: what a counter
-- searches besides. Which index to ask first the planner tells from the values, so they are written into the text.
create function search_citizens(p_query text, p_held int[], p_kinds text[], p_limit int)
returns table (
    id uuid, kind text, reference text, subject text, state text, received_at timestamptz, due_at timestamptz,
    paused_at timestamptz, closed_at timestamptz
)
language plpgsql stable set search_path = public, pg_temp
as $$
begin
    return query execute format(
        'with v as materialized ('
        ' select id, kind, reference, subject, state, received_at, due_at, paused_at, closed_at from visible_item'
        ' where to_tsvector(''simple'', words) @@ %L::tsquery and kind = any (%L::text[])'
        '   and parties && %L::int[]'
        '   and (jurisdiction = any (%L::int[]) or received_seat = any (%L::int[])))'
        ' select * from v order by received_at desc, id limit %s',
        p_query, p_kinds, p_held, p_held, p_held, p_limit);
end $$;

do $$ begin
    if exists (select from pg_roles where rolname = 'lienthong_app') then
        revoke update, delete, truncate on reading from lienthong_app;
    end if;
end $$;
