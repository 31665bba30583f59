-- Dossiers for a demonstration or a measurement, spread over the jurisdictions a plan hands over: with address, fee,
-- due date and the first line of their journal. Nine in ten say in which neighbourhood they lie and, where a district's
-- is the work, in which of its communes.
with communes as (
    select o.district, o.name, row_number() over (partition by o.district order by o.id) - 1 as n,
           count(*) over (partition by o.district) as total, count(*) as ways
    from planned_heir e join area o on o.id = e.old and o.rank = 'commune'
    where e.plan = %(plan)s and o.district is not null
    group by o.id
), handed as (
    select j.id, j.area, a.name as place, coalesce(j.field, 'Hộ tịch') as field, h.unit, seat_of(h.unit) as seat,
           greatest((select count(*) from planned_heir e where e.plan = p.plan and e.old = j.area), 1) as ways,
           row_number() over (order by j.id) - 1 as n, count(*) over () as total
    from planned_holding p
    join jurisdiction j on j.id = p.jurisdiction and j.kind in ('territory', 'competence')
    join area a on a.id = j.area and a.rank <> 'province'
    join holding h on h.jurisdiction = j.id and h.during @> world_today()
    where p.plan = %(plan)s and not p.is_new
), made as materialized (
    select gen_random_uuid() as id, gen_random_uuid() as act, g, b.id as jurisdiction, b.area, b.field, b.unit, b.seat,
           'THU-' || lpad(g::text, 8, '0') as code,
           1 + (g / b.total)::int %% 180 || ' đường số ' || 1 + (g / b.total)::int %% 12
           || case when (g / b.total)::int %% 10 < 9
                   then ', khu phố ' || 1 + (g / b.total)::int %% coalesce(c.ways, b.ways)::int || coalesce(', ' || c.name, '')
                   else '' end
           || ', ' || b.place as address,
           (array['received', 'received', 'received', 'assessed', 'signed'])[1 + g %% 5] as state,
           world_now() - interval '1 hour' * (g %% 300) as received_at,
           world_now() + interval '1 day' * (g %% 25) - interval '1 hour' * (g %% 24) as due_at,
           case when %(closed)s then world_now() - interval '1 minute' * (g %% 40000) end as closed_at
    from generate_series(%(first)s::int, %(last)s::int) g
    join handed b on b.n = g %% b.total
    left join communes c on c.district = b.area and c.n = (g / b.total) %% c.total
), told as materialized (
    select made.*, jsonb_build_object('code', code) as facts from made
), chained as materialized (
    select told.*, journal_digest(null, 1, act, world_now(), 'dossier.received', id, jurisdiction, unit, null, facts)
                   as digest
    from told
), born as (
    insert into work_item (id, kind, reference, subject, words, jurisdiction, received_seat, parties, state, step,
                           section, priority, place, field, received_at, due_at, closed_at, chain_seq, chain_digest,
                           version, changed_at)
    select id, 'dossier', code, 'Hồ sơ thử ' || code, lower(code), jurisdiction, seat,
           parties_at_birth(jurisdiction, seat, null), case when closed_at is null then state else 'returned' end,
           case state when 'received' then 'assess' when 'assessed' then 'sign' else 'return' end, '', 0, area, field,
           received_at, due_at, closed_at, 1, digest, 1, clock_timestamp()
    from chained
), filed as (
    insert into dossier (item, procedure, channel, helped_unit, received_unit, received_at, received_late, code,
                         applicant, phone, address_text, note, papers, missing, asked_note, supplements, paused, fee,
                         refusal_reason, result_note, lookup_code, secret, outcome)
    select id, '1.004873', 1, unit, unit, received_at, false, code, 'Người dân thử ' || g, '', address, '', '{}', '{}',
           '', 0, '0', 1000 * (g %% 9), '', '', code, sha256(act::text::bytea), (closed_at is not null)::int
    from chained
), entered as (
    -- Their codes are no numbers of a book: they are counted under the one that gives none.
    insert into book as b (unit, code, year, last, entered)
    select unit, 'hs-', extract(year from received_at at time zone 'Asia/Ho_Chi_Minh')::int, 0, count(*)
    from chained group by 1, 3
    on conflict (unit, code, year) do update set entered = b.entered + excluded.entered
)
insert into journal (act, at, verb, item, jurisdiction, unit, mandate, facts, seq, digest)
select act, world_now(), 'dossier.received', id, jurisdiction, unit, null, facts, 1, digest from chained
