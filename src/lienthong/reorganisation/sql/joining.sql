-- Another installation's world becomes part of this one. Its rows were checked and stand in the schema `joining`, made
-- by the owner when the file was read; these functions are the owner's, and each looks at the rules itself. The
-- application may sign and may ask for the result; it never writes a foreign row. Raised: check_violation with the
-- constraint's name as the reason. plpgsql throughout: the schema comes and goes.

create function refuse_joining(p_reason text, p_message text) returns void
language plpgsql
as $$
begin
    raise exception using errcode = 'check_violation', constraint = p_reason, table = 'joined_world',
        message = p_message;
end $$;

-- The keys the other installation has given itself, and those it had joined before.
create function theirs() returns int4multirange
language plpgsql stable
as $$ begin return (select range_agg(keys_of(o)) from joining.meta m, unnest(m.origins) o); end $$;

-- Baskets of their own province: for these their word counts.
create function their_baskets() returns setof int
language plpgsql stable
as $$
begin
    return query
        with province as (
            select a.id from area a, joining.meta m
            where a.rank = 'province' and a.code = any (select to_char(o, 'FM00') from unnest(m.origins) o)
        ), place as (
            select a.id from area a where a.province in (select id from province) or a.id in (select id from province)
        )
        select j.id
        from jurisdiction j
        left join unit u on u.id = j.unit
        left join jurisdiction whole on whole.id = j.parent
        where coalesce(whole.area, u.area, j.area) in (select id from place);
end $$;

-- Baskets whose holdings are written anew: theirs, and held otherwise there than here.
create function taken_baskets() returns setof int
language plpgsql stable
as $$
begin
    return query
        with here as (
            select h.jurisdiction, jsonb_agg(array[h.unit::text, h.during::text] order by h.during) as held
            from holding h where h.jurisdiction in (select their_baskets()) group by 1
        ), there as (
            select h.jurisdiction, jsonb_agg(array[h.unit::text, h.during::text] order by h.during) as held
            from joining.holding h group by 1
        )
        select here.jurisdiction from here join there using (jurisdiction) where here.held <> there.held;
end $$;

-- Of a row neither side made in their range: it stands on both sides and is the same, or we made it later than the
-- loader (and they cannot know it).
create function differs(p_ours int, p_theirs int, p_otherwise boolean) returns boolean
language sql immutable
as $$
    select case when p_theirs is null then p_ours < 1010000000 when p_ours is null then true else p_otherwise end
$$;

-- What no rule may resolve: a shared row of the registry that differs, a person numbered outside their range.
create function joining_differences() returns table (tab text, key text, name text)
language plpgsql stable
as $$
declare
    own int4multirange := theirs();
begin
    return query
        select 'area', coalesce(a.id, s.id)::text, coalesce(a.name, s.name)
        from area a full join joining.area s using (id)
        where not own @> id and differs(a.id, s.id, row(a.*) is distinct from row(s.*))
        union all
        select 'unit', coalesce(a.id, s.id)::text, coalesce(a.name, s.name)
        from unit a full join joining.unit s using (id)
        where not own @> id and differs(a.id, s.id, row(a.*) is distinct from row(s.*))
        union all
        select 'jurisdiction', coalesce(a.id, s.id)::text, coalesce(a.kind, s.kind)
        from jurisdiction a full join joining.jurisdiction s using (id)
        where not own @> id and differs(a.id, s.id, row(a.*) is distinct from row(s.*))
        union all
        select 'area_heir', concat_ws('→', old, new), ''
        from area_heir a full join joining.area_heir s using (old, new)
        where a.old is null and not own @> old
           or a.old is not null and s.old is not null and row(a.*) is distinct from row(s.*)
        union all
        select 'holding', j.id::text, coalesce(u.short_name, a.name, j.field)
        from (
            select jurisdiction as id
            from (select h.jurisdiction, h.unit, h.during, 1 as side from holding h
                  where h.jurisdiction in (select x.id from joining.jurisdiction x)
                  union all
                  select h.jurisdiction, h.unit, h.during, -1 from joining.holding h
                  where h.jurisdiction in (select x.id from jurisdiction x)) both_sides
            group by jurisdiction, unit, during having sum(side) <> 0
            except select * from their_baskets()
        ) odd
        join jurisdiction j on j.id = odd.id left join unit u on u.id = j.unit left join area a on a.id = j.area
        union all
        -- Theirs to say, but a plan approved here has handed it over already.
        select 'holding', t.id::text, q.name
        from taken_baskets() t(id) join planned_holding p on p.jurisdiction = t.id
        join plan q on q.id = p.plan and q.state in ('approved', 'flipped')
        union all
        -- Both made the same thing, each under a key of its own.
        select 'area', s.id::text, s.name
        from joining.area s join area a on a.code = s.code and lower(a.during) = lower(s.during) and a.id <> s.id
            where own @> s.id
        union all
        select 'unit', s.id::text, s.name
        from joining.unit s join unit a on a.code = s.code and a.body = s.body and lower(a.during) = lower(s.during)
        where own @> s.id and a.id <> s.id
        union all
        select 'jurisdiction', s.id::text, concat_ws(' ', s.kind, s.field)
        from joining.jurisdiction s
        join jurisdiction a on a.kind = s.kind and a.id <> s.id
             and row(a.parent, a.area, a.unit, a.field) is not distinct from row(s.parent, s.area, s.unit, s.field)
        where own @> s.id
        union all
        -- What is told apart by origin comes from them or from whom they had joined.
        select o.tab, o.origin::text, 'origin'
        from (select 'journal' as tab, origin from joining.journal group by origin
              union select 'joined_day', origin from joining.joined_day
              union select 'dossier', origin from joining.dossier
              union select 'report', origin from joining.report
              union select 'delivery', origin from joining.delivery) o
        where o.origin <> 0 and o.origin not in (select unnest(m.origins) from joining.meta m)
        union all
        select 'person', p.id::text, '' from joining.person p where not own @> p.id
        union all
        select 'post', p.id::text, '' from joining.post p where not own @> p.id
        union all
        select 'mandate', p.id::text, '' from joining.mandate p where not own @> p.id
        union all
        select 'account', p.id::text, '' from joining.account p where not own @> p.id
        order by 1, 2;
end $$;

-- Login names given here already: the imported one gets the code of its province behind it.
create function renamed_accounts() returns table (id int, was text, becomes text)
language plpgsql stable
as $$
begin
    return query
        select s.id, s.username, free.name
        from joining.account s
        join account a on a.username = s.username
        cross join joining.meta m
        cross join lateral (
            select t.name
            from (select n, s.username || '.' || to_char(m.origin, 'FM00') || case when n > 1 then '.' || n else '' end as name
                  from generate_series(1, 99) n) t
            where not exists (select from account x where x.username = t.name)
              and not exists (select from joining.account x where x.username = t.name)
            order by n limit 1
        ) free;
end $$;

-- One row of a catalogue: its key and what stands otherwise in the other one.
create function told_apart(p_key text, p_row jsonb, p_other jsonb) returns text
language sql immutable
as $$
    select p_key || ': ' || string_agg(e.key || ' = ' || coalesce(e.value, '–'), '; ' order by e.key)
    from jsonb_each_text(p_row) e
    where e.value is distinct from p_other ->> e.key
$$;

-- What is resolved by rule: every line of it is shown before anybody signs, and asked again when it is carried out.
create function joining_changes() returns table (tab text, was text, becomes text, rule text)
language plpgsql stable
as $$
begin
    return query
        select 'account', r.was, r.becomes, 'renamed' from renamed_accounts() r
        union all
        select 'dossier', s.code, s.code, 'code_twice'
        from joining.dossier s where s.code in (select d.code from dossier d)
        union all
        select 'dossier', s.lookup_code, s.lookup_code, 'code_twice'
        from joining.dossier s where s.lookup_code in (select d.lookup_code from dossier d)
        union all
        select 'report', s.code, s.code, 'code_twice'
        from joining.report s where s.code in (select r.code from report r)
        union all
        select 'delivery', concat_ws('/', s.register_number, s.register_year) || ' · ' || u.short_name,
               concat_ws('/', s.register_number, s.register_year), 'number_twice'
        from joining.delivery s
        join delivery d using (register_unit, register_year, register_number)
        join unit u on u.id = s.register_unit
        union all
        select 'book', concat_ws(' · ', u.short_name, s.code, s.year, b.last || ' ở đây', s.last || ' ở tệp'),
               greatest(s.last, b.last)::text, 'greater_number'
        from joining.book s join book b using (unit, code, year) join unit u on u.id = s.unit
        union all
        select 'procedure', told_apart(s.code, to_jsonb(s), to_jsonb(p)), told_apart(s.code, to_jsonb(p), to_jsonb(s)),
               'ours_stays'
        from joining.procedure s join procedure p using (code) where row(p.*) is distinct from row(s.*)
        union all
        select 'procedure', '', s.code, 'added'
        from joining.procedure s where s.code not in (select p.code from procedure p)
        union all
        select 'report_field', told_apart(s.name, to_jsonb(s), to_jsonb(f)), told_apart(s.name, to_jsonb(f), to_jsonb(s)),
               'ours_stays'
        from joining.report_field s join report_field f using (name) where row(f.*) is distinct from row(s.*)
        union all
        select 'report_field', '', s.name, 'added'
        from joining.report_field s where s.name not in (select f.name from report_field f)
        union all
        select 'unit', '', s.name, 'added' from joining.unit s where s.id not in (select u.id from unit u)
        union all
        select 'area', '', s.name, 'added' from joining.area s where s.id not in (select a.id from area a)
        union all
        select 'jurisdiction', '', concat_ws(' ', s.kind, s.field, s.id), 'added'
        from joining.jurisdiction s where s.id not in (select j.id from jurisdiction j)
        union all
        select 'holding', coalesce(u.short_name, a.name, '') || coalesce(' · ' || j.field, ''),
               (select string_agg(v.short_name || ' ' || h.during, ' → ' order by h.during)
                from joining.holding h join joining.unit v on v.id = h.unit where h.jurisdiction = j.id), 'theirs_counts'
        from jurisdiction j left join unit u on u.id = j.unit left join area a on a.id = j.area
        where j.id in (select taken_baskets())
        order by 1, 4, 2, 3;
end $$;

create function changes_digest() returns text
language plpgsql stable
as $$
begin
    return (select encode(sha256(convert_to(coalesce(jsonb_agg(c)::text, ''), 'UTF8')), 'hex') from joining_changes() c);
end $$;

-- Open work of the file as a reconciliation counts it (`reconciliation_lines`), due times against its own clock.
create function joining_lines()
returns table (jurisdiction int, kind text, state text, n int, late int, seconds_left bigint, a numeric, b numeric)
language plpgsql stable
as $$
begin
    return query
        select w.jurisdiction, w.kind, w.state, count(*)::int,
               (count(*) filter (where w.due_at < m.as_of and w.paused_at is null))::int,
               coalesce(sum(extract(epoch from w.due_at - m.as_of)::bigint), 0)::bigint,
               sum(lasting(row(w.*)::public.work_item, 1)), sum(lasting(row(w.*)::public.work_item, 2))
        from joining.work_item w cross join joining.meta m
        where w.closed_at is null
        group by w.jurisdiction, w.kind, w.state;
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

-- One signature on exactly this report; the number of people who have signed it.
create function sign_joining(p_joining int, p_mandate int, p_digest text) returns int
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
    signer int;
    found_digest text;
begin
    select digest into found_digest from joined_world where id = p_joining and state = 'waiting' for update;
    if found_digest is null then
        perform refuse_joining('joining_over', format('import %s waits no longer', p_joining));
    end if;
    select person into signer from mandate where id = p_mandate and during @> world_today();
    if signer is null or exists (select from joined_world j, unnest(j.origins) o
                                 where j.state = 'joined' and keys_of(o) @> p_mandate) then
        perform refuse_joining('joining_signer_unknown', format('mandate %s may not sign', p_mandate));
    end if;
    if found_digest <> p_digest then
        perform refuse_joining('joining_report_changed', format('import %s has another report', p_joining));
    end if;
    delete from joining_signature where joining = p_joining and (digest <> p_digest or person = signer);
    insert into joining_signature (joining, mandate, person, digest, at)
    values (p_joining, p_mandate, signer, p_digest, world_now());
    return (select count(distinct person) from joining_signature where joining = p_joining and digest = p_digest);
end $$;

-- The digests of the files that must lie in this world's folder.
create function joining_files() returns setof text
language plpgsql stable security definer set search_path = public, pg_temp
as $$ begin return query select digest from joining.stored_file; end $$;

create function require_joinable(p_joining int) returns void
language plpgsql
as $$
declare
    w joined_world;
begin
    select * into w from joined_world where id = p_joining and state = 'waiting' for update;
    if w.id is null then
        perform refuse_joining('joining_over', format('import %s waits no longer', p_joining));
    end if;
    if (select count(distinct person) from joining_signature where joining = p_joining and digest = w.digest) < 2 then
        perform refuse_joining('joining_two_signers', format('import %s lacks a signature', p_joining));
    end if;
    if exists (select from joined_world j where j.state = 'joined' and j.origins && w.origins)
       or (select origin from world) = any (w.origins) then
        perform refuse_joining('already_imported', format('%s is here already', w.origin));
    end if;
    if exists (select from joining_differences()) or changes_digest() <> w.changes_digest
       or (select world_now()) < w.exported_at
    then
        perform refuse_joining('joining_stale', format('this world changed since import %s was checked', p_joining));
    end if;
end $$;

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

create function join_people() returns void
language plpgsql
as $$
declare
    tab text;
begin
    update joining.account s set username = r.becomes from renamed_accounts() r where r.id = s.id;
    foreach tab in array array['person', 'post', 'mandate', 'account', 'oversight'] loop
        execute format('insert into public.%1$I select * from joining.%1$I', tab);
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

-- Each item with the line that says it came: its chain goes on where it stood.
create function join_work(p_act uuid, p_unit int, p_mandate int) returns void
language plpgsql
as $$
declare
    tab text;
    m record;
    told jsonb;
    at timestamptz := world_now();
begin
    select * into m from joining.meta;
    told := jsonb_build_object('origin', m.origin, 'file', m.sha256);
    update joining.work_item set
        chain_seq = chain_seq + 1,
        chain_digest = journal_digest(chain_digest, chain_seq + 1, p_act, at, 'item.imported', id, jurisdiction,
                                      p_unit, p_mandate, told),
        version = version + 1, changed_at = statement_timestamp();
    foreach tab in array array['dossier', 'report', 'delivery'] loop
        execute format('update joining.%I set origin = $1 where origin = 0', tab) using m.origin;
    end loop;
    insert into stored_file select * from joining.stored_file on conflict do nothing;
    foreach tab in array array['work_item', 'attachment', 'dossier', 'document', 'addressee', 'draft', 'delivery',
                               'meeting', 'bridge_point', 'bridge_code', 'wrong_code', 'incident', 'report',
                               'reporter', 'report_entry'] loop
        execute format('insert into public.%1$I select * from joining.%1$I', tab);
    end loop;
    insert into journal (act, at, verb, item, jurisdiction, unit, mandate, facts, seq, digest)
    select p_act, at, 'item.imported', id, jurisdiction, p_unit, p_mandate, told, chain_seq, chain_digest
    from joining.work_item order by id;
end $$;

-- Last, because whoever numbers in one of these books meanwhile waits.
create function join_books() returns void
language plpgsql
as $$
begin
    insert into book as b (unit, code, year, last)
    select unit, code, year, last from joining.book order by unit, code, year
    on conflict (unit, code, year) do update set last = greatest(b.last, excluded.last);
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

-- Given up: nothing of it stays but the record.
create function withdraw_joining(p_joining int) returns boolean
language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    update joined_world set state = 'withdrawn' where id = p_joining and state = 'waiting';
    if not found then
        perform refuse_joining('joining_over', format('import %s waits no longer', p_joining));
    end if;
    drop schema if exists joining cascade;
    return true;
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
