-- The act itself, table after table, and what it proves of itself before it counts. The application never writes a
-- foreign row.

-- All of it or nothing: registry, catalogues, people, work, history. Readers never wait; what this world numbers in a
-- book of theirs meanwhile waits for the last step. Answers what it found when it looked again.
create function join_world(p_joining int, p_act uuid, p_unit int, p_mandate int) returns jsonb
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
    found jsonb;
begin
    perform alone_in_registry();
    perform require_joinable(p_joining);
    perform join_registry();
    perform join_people();
    perform join_history();
    perform join_work(p_act, p_unit, p_mandate);
    perform join_books();
    found := joined_outcome();
    update joined_world set state = 'joined', joined_at = world_now(), outcome = found where id = p_joining;
    drop schema joining cascade;
    return found;
end $$;

create function join_registry() returns void
language plpgsql
as $$
declare
    tab text;
    taken int[] := array(select taken_baskets() union all
                         select s.id from joining.jurisdiction s where s.id not in (select id from jurisdiction));
begin
    insert into area select s.* from joining.area s where s.id not in (select id from area) order by s.id;
    insert into unit select s.* from joining.unit s where s.id not in (select id from unit) order by s.id;
    insert into area_heir select * from joining.area_heir on conflict do nothing;
    insert into boundary select * from joining.boundary on conflict do nothing;
    insert into jurisdiction
    select s.* from joining.jurisdiction s where s.id not in (select id from jurisdiction) order by s.id;
    delete from holding where jurisdiction = any (taken);
    insert into holding (jurisdiction, unit, during)
    select jurisdiction, unit, during from joining.holding where jurisdiction = any (taken)
    order by jurisdiction, during;
    insert into archive_holding (jurisdiction, unit, during)
    select jurisdiction, unit, during from joining.archive_holding a
    where not exists (select from archive_holding h where h.jurisdiction = a.jurisdiction)
    order by jurisdiction, during;
    -- The registry's own laws, before anything rests on it.
    set constraints holding_no_gap, jurisdiction_no_gap, unit_no_gap immediate;
    set constraints holding_no_gap, jurisdiction_no_gap, unit_no_gap deferred;
    foreach tab in array array['procedure', 'report_field'] loop
        execute format('insert into public.%1$I select * from joining.%1$I on conflict do nothing', tab);
    end loop;
end $$;

-- What was done there, line by line as it was; before the lines that say it came, so that the newest come last.
create function join_history() returns void
language plpgsql
as $$
declare
    own smallint := (select origin from joining.meta);
begin
    insert into journal (act, at, verb, item, jurisdiction, unit, mandate, facts, seq, digest, origin)
    select act, at, verb, item, jurisdiction, unit, mandate, facts, seq, digest,
           case when origin = 0 then own else origin end
    from joining.journal order by id;
    insert into joined_day (origin, unit, day, seq, digest)
    select own, unit, day, seq, digest from joining.journal_day
    union all
    select origin, unit, day, seq, digest from joining.joined_day;
end $$;

-- The third side: the rows as they are now against the rows of the file. Anything else than equal undoes the act.
create function joined_outcome() returns jsonb
language plpgsql
as $$
declare
    odd int;
    found jsonb;
begin
    select count(*) into odd
    from (select jurisdiction, sum(n)::int as n, sum(late)::int as late, sum(seconds_left)::bigint as seconds_left,
                 sum(a) as a, sum(b) as b from joining_lines() group by jurisdiction) s
    full join joined_lines() w using (jurisdiction)
    where row(s.*) is distinct from row(w.*);
    select jsonb_build_object(
        'items', count(w.id), 'missing', count(*) - count(w.id),
        'due_changed', count(*) filter (where w.due_at is distinct from s.due_at),
        'codes_changed', count(*) filter (where w.reference is distinct from s.reference),
        'lines', (select count(*) from journal j join joining.work_item x on x.id = j.item) - count(*),
        'baskets_differing', odd)
    into found
    from joining.work_item s left join work_item w on w.id = s.id;
    if odd > 0 or (found ->> 'missing')::int > 0 or (found ->> 'due_changed')::int > 0
       or (found ->> 'codes_changed')::int > 0
       or (found ->> 'lines')::bigint <> (select count(*) from joining.journal where item is not null)
    then
        perform refuse_joining('joining_unequal', found::text);
    end if;
    return found;
end $$;

-- The same items where they are now: asked in the act itself, before it counts as done.
create function joined_lines()
returns table (jurisdiction int, n int, late int, seconds_left bigint, a numeric, b numeric)
language plpgsql stable
as $$
begin
    return query
        select w.jurisdiction, count(*)::int,
               (count(*) filter (where w.due_at < m.as_of and w.paused_at is null))::int,
               coalesce(sum(extract(epoch from w.due_at - m.as_of)::bigint), 0)::bigint,
               sum(lasting(w, 1)), sum(lasting(w, 2))
        from joining.work_item s join work_item w on w.id = s.id cross join joining.meta m
        where w.closed_at is null
        group by w.jurisdiction;
end $$;

-- Worlds made before keys were dealt by province go on in the city's range; a new one is set when it is made.
do $$
declare
    tab text;
begin
    foreach tab in array array['area', 'unit', 'jurisdiction'] loop
        execute format('select setval(pg_get_serial_sequence(%1$L, ''id''), greatest(1790000000, max(id) + 1), false)'
                       ' from %1$I', tab);
    end loop;
end $$;

-- Functions inside are for the functions above and for the owner who reads the file.
do $$ begin
    revoke execute on function refuse_joining(text, text), theirs(), their_baskets(), taken_baskets(),
        differs(int, int, boolean), told_apart(text, jsonb, jsonb), joining_differences(), renamed_accounts(),
        joining_changes(), changes_digest(), joining_lines(), joined_lines(), require_joinable(int), join_registry(),
        join_people(), join_work(uuid, int, int), join_history(), join_books(), joined_outcome() from public;
    if exists (select from pg_roles where rolname = 'lienthong_app') then
        revoke insert, update, delete, truncate on joined_world, joining_signature from lienthong_app;
    end if;
end $$;
