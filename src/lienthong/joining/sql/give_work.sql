-- Dossiers as the counters of the province took them in: numbered in each unit's book of the day, with the first line
-- of their journal, assigned to one of the unit's own people, every fifth with a paper.
with counter as (
    select j.id as jurisdiction, a.id as area, a.name as place, u.id as unit, u.code as unit_code, seat_of(u.id) as seat,
           m.id as mandate, row_number() over (order by u.id) - 1 as n, count(*) over () as total
    from area a
    join unit u on u.area = a.id and u.body = 'ubnd' and u.during @> world_today()
    join jurisdiction j on j.kind = 'territory' and j.area = a.id
    join lateral (select min(m.id) as id from post p join mandate m on m.post = p.id and m.during @> world_today()
                  where p.unit = u.id and p.role = 'tiep_nhan') m on m.id is not null
    where a.rank = 'commune'
), made as materialized (
    select gen_random_uuid() as id, gen_random_uuid() as act, g, c.*, world_now() - interval '1 minute' * (g %% 9000)
           as received_at, world_now() + interval '1 day' * (1 + g %% 25) as due_at,
           row_number() over (partition by c.unit order by g) as place_in_book
    from generate_series(%(first)s::int, %(last)s::int) g
    join counter c on c.n = g %% c.total
), numbered as (
    insert into book as b (unit, code, year, last, entered)
    select unit, to_char(world_today(), '"hs-"MMDD'), extract(year from world_today())::int, count(*), count(*)
    from made group by unit
    on conflict (unit, code, year) do update
        set last = b.last + excluded.last, entered = b.entered + excluded.entered
    returning unit, last
), told as materialized (
    select made.*, made.unit_code || '-' || to_char(world_today(), 'YYMMDD') || '-'
                   || lpad((b.last - count(*) over (partition by made.unit) + place_in_book)::text, 4, '0') as code
    from made join numbered b on b.unit = made.unit
), chained as materialized (
    select told.*, jsonb_build_object('code', code) as facts,
           upper(lpad(to_hex(g), 6, '0') || left(id::text, 4)) as signs,
           journal_digest(null, 1, act, received_at, 'dossier.received', id, jurisdiction, unit, mandate,
                          jsonb_build_object('code', code)) as digest
    from told
), born as (
    insert into work_item (id, kind, reference, subject, words, jurisdiction, received_seat, parties, state, step,
                           section, assignee, priority, place, field, received_at, due_at, chain_seq, chain_digest,
                           version, changed_at)
    select id, 'dossier', code, 'Cấp bản sao trích lục hộ tịch', lower(code), jurisdiction, seat,
           parties_at_birth(jurisdiction, seat, null), 'received', 'assess', '', mandate, 0, area, 'Hộ tịch',
           received_at, due_at, 1, digest, 1, clock_timestamp()
    from chained
), filed as (
    insert into dossier (item, procedure, channel, helped_unit, received_unit, received_at, received_late, code,
                         applicant, phone, address_text, note, papers, missing, asked_note, supplements, paused, fee,
                         refusal_reason, result_note, lookup_code, secret)
    select id, '1.004873', 1, unit, unit, received_at, false, code, 'Người dân thử ' || g, '', place, '', '{}', '{}', '',
           0, '0', 1000 * (g %% 9), '', '', 'HS-' || left(signs, 5) || '-' || right(signs, 5), case when g = 1 then %(secret)s
           else sha256(act::text::bytea) end
    from chained
), kept as (
    insert into stored_file (digest, size, content_type, kept_at)
    values (%(paper)s, %(size)s::int, 'application/pdf', world_now()) on conflict do nothing
), papers as (
    insert into attachment (id, item, digest, name, mandate, at)
    select gen_random_uuid(), id, %(paper)s, 'don.pdf', mandate, received_at from chained where g %% 5 = 1
)
insert into journal (act, at, verb, item, jurisdiction, unit, mandate, facts, seq, digest)
select act, received_at, 'dossier.received', id, jurisdiction, unit, mandate, facts, 1, digest from chained
