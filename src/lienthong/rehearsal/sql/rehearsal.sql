-- Who may write what. The application plans; from then on it only reads. Verdicts are the verifier's.

-- Expectations are the denominator: they are written while the round is planned, and never again.
create function round_is_planned() returns trigger
language plpgsql
as $$
begin
    if not exists (select from trial_round where id = new.round and state = 'planned') then
        raise exception using errcode = 'check_violation', constraint = 'expectation_frozen', table = tg_table_name,
            message = format('round %s is no longer being planned', new.round);
    end if;
    return null;
end $$;
create constraint trigger expectation_frozen after insert on expectation
    deferrable initially immediate for each row execute function round_is_planned();
create constraint trigger planned_case_frozen after insert on planned_case
    deferrable initially immediate for each row execute function round_is_planned();

-- A nonce for every case, or one for the round where a scenario has one meeting for all. Random, unhashed, and in
-- nobody's hands but the verifier's and the call list's.
create function draw_nonces(p_round int, p_shared text[]) returns int
language sql security definer set search_path = public, pg_temp
as $$
    with shared as (
        select scenario, 'DT-' || left(replace(gen_random_uuid()::text, '-', ''), 8) as nonce
        from unnest(p_shared) as scenario
    ), drawn as (
        insert into case_secret ("case", round, nonce, baseline)
        select c.id, p_round,
               coalesce(s.nonce, 'DT-' || left(replace(gen_random_uuid()::text, '-', ''), 8)), '{}'
        from planned_case c
        left join shared s on s.scenario = c.scenario
        where c.round = p_round and not exists (select from case_secret k where k."case" = c.id)
        returning 1
    )
    select count(*)::int from drawn
$$;

-- Every open dossier of an old body whose note carries a nonce becomes eligible as work in flight.
create function fill_in_flight() returns int
language sql security definer set search_path = public, pg_temp
as $$
    with found as (
        insert into in_flight (item, nonce, code, due_at, jurisdiction, is_for_people)
        select w.id, substring(d.note from 'DT-[0-9a-f]{8}'), w.reference, w.due_at, w.jurisdiction,
               position('[Người thật]' in w.subject) > 0
        from work_item w join dossier d on d.item = w.id
        where w.kind = 'dossier' and w.closed_at is null and w.due_at is not null
          and d.note ~ 'DT-[0-9a-f]{8}'
          and not exists (select from in_flight f where f.item = w.id)
          and not exists (select from case_secret k where k.nonce = substring(d.note from 'DT-[0-9a-f]{8}'))
        returning 1
    )
    select count(*)::int from found
$$;

-- Give each case of work in flight a dossier of its unit's that no round has had, and write down what must not
-- change of it. Answers how many cases went without.
create function pick_in_flight(p_round int, p_cases bigint[]) returns int
language sql security definer set search_path = public, pg_temp
as $$
    with wanted as (
        select c.id, c.unit, row_number() over (partition by c.unit order by c.scenario, c.instance) as turn
        from planned_case c where c.id = any (p_cases)
    ), free as (
        select f.item, f.nonce, f.code, f.due_at, h.unit,
               row_number() over (partition by h.unit order by f.code, f.item) as turn
        from in_flight f
        join holding h on h.jurisdiction = f.jurisdiction and h.during @> world_today()
        join work_item w on w.id = f.item and w.closed_at is null and w.state = 'received'
        where f.round is null and h.unit in (select unit from wanted)
          and f.is_for_people = (select played_by = 'human' from trial_round where id = p_round)
    ), picked as (
        select w.id, f.* from wanted w join free f using (unit, turn)
    ), taken as (
        update in_flight i set round = p_round from picked p where i.item = p.item returning i.item
    ), written as (
        insert into case_secret ("case", round, nonce, baseline)
        select p.id, p_round, p.nonce, jsonb_build_object('item', p.item, 'code', p.code, 'due_at', p.due_at)
        from picked p join taken t on t.item = p.item
        returning 1
    )
    select (select count(*) from wanted)::int - (select count(*) from written)::int
$$;

-- What the driver of a round is handed: the cases with what their papers must carry.
create function secrets_of_round(p_round int) returns table ("case" bigint, nonce text, baseline jsonb)
language sql stable security definer set search_path = public, pg_temp
as $$ select "case", nonce, baseline from case_secret where round = p_round $$;

alter table case_secret enable row level security;
alter table in_flight enable row level security;
alter table attempt enable row level security;
create policy attempt_read on attempt for select using (true);
alter table snapshot enable row level security;
create policy snapshot_read on snapshot for select using (true);

do $$ begin
    if exists (select from pg_roles where rolname = 'lienthong_app') then
        revoke all on case_secret, in_flight from lienthong_app;
        revoke insert, update, delete, truncate on attempt, snapshot from lienthong_app;
        revoke update, delete, truncate on expectation, planned_case, scenario_pin from lienthong_app;
        revoke delete, truncate on trial_round, round_unit, campaign, void_request, finding from lienthong_app;
    end if;
    if exists (select from pg_roles where rolname = 'lienthong_verifier') then
        grant insert on attempt, snapshot to lienthong_verifier;
        grant usage on sequence attempt_id_seq, snapshot_id_seq to lienthong_verifier;
    end if;
end $$;
