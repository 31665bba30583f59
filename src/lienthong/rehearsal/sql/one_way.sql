-- A round goes one way: planned, sealed with the digest of what it expects, running, ended. Each step is a function of the
-- owner's that knows where it begins; the application calls it and writes the tables no other way (only_functions.sql).

-- The denominator is written while the round is planned and not yet sealed, and never again.
create or replace function round_is_planned() returns trigger
language plpgsql
as $$
begin
    if not exists (select from trial_round where id = new.round and state = 'planned' and expectations_sha256 = '') then
        raise exception using errcode = 'check_violation', constraint = 'expectation_frozen', table = tg_table_name,
            message = format('round %s is no longer being planned', new.round);
    end if;
    return null;
end $$;
create constraint trigger round_unit_frozen after insert on round_unit
    deferrable initially immediate for each row execute function round_is_planned();
create constraint trigger scenario_pin_frozen after insert on scenario_pin
    deferrable initially immediate for each row execute function round_is_planned();

-- Its number is asked for under a lock: two rounds planned at once get two numbers, without a gap.
create function open_round(
    p_campaign int, p_kind text, p_seed bigint, p_speed float8, p_played_by text, p_scenarios text[], p_catalogue int,
    p_roster text
) returns table (id int, number int)
language plpgsql security definer set search_path = public, pg_temp
as $$
#variable_conflict use_column
begin
    lock table trial_round in share row exclusive mode;
    return query
        insert into trial_round (campaign, number, kind, phase, seed, speed, played_by, scenarios, state, is_open_ended,
                                 catalogue, roster_sha256, expectations_sha256, guest_pass)
        select c.id, coalesce((select max(r.number) from trial_round r), 0) + 1, p_kind, 1, p_seed, p_speed, p_played_by,
               p_scenarios, 'planned', p_played_by = 'human', p_catalogue, p_roster, '', ''
        from campaign c where c.id = p_campaign
        returning trial_round.id, trial_round.number;
end $$;

create function seal_round(p_round int, p_expectations text) returns boolean
language sql security definer set search_path = public, pg_temp
as $$
    with sealed as (
        update trial_round set expectations_sha256 = p_expectations
        where id = p_round and state = 'planned' and expectations_sha256 = '' and p_expectations <> ''
        returning 1
    )
    select exists (select from sealed)
$$;

create function start_round(p_number int, p_delay interval, p_guest_pass text)
returns table (starts_at timestamptz, starts_real_at timestamptz, speed float8)
language sql security definer set search_path = public, pg_temp
as $$
    update trial_round
    set state = 'running', starts_at = world_now() + p_delay, starts_real_at = now() + p_delay, guest_pass = p_guest_pass
    where number = p_number and state = 'planned' and expectations_sha256 <> ''
      and p_delay between interval '0' and interval '1 day'
    returning starts_at, starts_real_at, speed
$$;

create function end_round(p_number int) returns boolean
language sql security definer set search_path = public, pg_temp
as $$
    with ended as (
        update trial_round set state = 'ended', ended_at = world_now(), ended_real_at = now()
        where number = p_number and state = 'running'
        returning 1
    )
    select exists (select from ended)
$$;

-- What was measured, until the verifier has said its last word.
create function note_conduct(p_number int, p_lateness float8, p_validity text, p_conduct jsonb) returns boolean
language sql security definer set search_path = public, pg_temp
as $$
    with noted as (
        update trial_round t set lateness_p99_ms = p_lateness, validity = p_validity, conduct = p_conduct
        where number = p_number and not exists (select from snapshot s where s.round = t.id and s.is_final)
        returning 1
    )
    select exists (select from noted)
$$;

create function withdraw_unit(p_number int, p_unit int, p_reason text) returns boolean
language sql security definer set search_path = public, pg_temp
as $$
    with withdrawn as (
        update round_unit set withdrawn_at = world_now(), withdrawn_reason = p_reason
        where round = (select id from trial_round where number = p_number) and unit = p_unit and withdrawn_at is null
        returning 1
    )
    select exists (select from withdrawn)
$$;

-- A result is taken away by two people: whoever asks, and somebody else who asks.
create function request_void(p_expectation bigint, p_reason text) returns bigint
language sql security definer set search_path = public, pg_temp
as $$
    insert into void_request (expectation, reason, asked_by, asked_person)
    select e.id, p_reason, m.id, m.person
    from expectation e join mandate m on m.id = mandate_asking()
    where e.id = p_expectation
    on conflict (expectation) do nothing
    returning id
$$;

create function confirm_void(p_request bigint) returns boolean
language sql security definer set search_path = public, pg_temp
as $$
    with confirmed as (
        update void_request v set confirmed_by = m.id, confirmed_person = m.person
        from mandate m
        where m.id = mandate_asking() and v.id = p_request and v.confirmed_by is null and v.asked_person <> m.person
        returning 1
    )
    select exists (select from confirmed)
$$;

-- A finding closes when, in a later round, the same step passed in every case of every unit it names.
create function close_finding(p_finding bigint, p_number int) returns boolean
language sql security definer set search_path = public, pg_temp
as $$
    with closed as (
        update finding f set closed_round = later.number
        from trial_round later, trial_round seen_in
        where f.id = p_finding and f.closed_round is null
          and seen_in.id = f.round and later.number = p_number and later.number > seen_in.number
          and not exists (
              select from unnest(f.units) as named(unit)
              left join expectation_standing(later.id, 'infinity') s
                  on s.unit = named.unit and s.scenario = f.scenario and s.step = f.step
              where s.passed is not true)
        returning 1
    )
    select exists (select from closed)
$$;

-- What the driver of a round is handed: the cases with what their papers must carry; nobody but who runs rounds asks, and
-- not before it runs.
create or replace function secrets_of_round(p_round int) returns table ("case" bigint, nonce text, baseline jsonb)
language sql stable security definer set search_path = public, pg_temp
as $$
    select s."case", s.nonce, s.baseline
    from case_secret s
    where s.round = p_round
      and exists (select from trial_round t where t.id = p_round and t.state <> 'planned')
      and exists (select from mandate m join post p on p.id = m.post
                  where m.id = mandate_asking() and m.during @> world_today() and p.role = 'quan_tri')
$$;

-- While a round runs the clock is everybody's measure.
create function clock_stands() returns trigger
language plpgsql
as $$
begin
    if asks_as_app() and exists (select from trial_round where state = 'running') then
        raise exception 'the clock stands while a round runs' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger clock_stands before update of clock_offset on world for each row
when (old.clock_offset is distinct from new.clock_offset) execute function clock_stands();

-- Of verdicts the board asks: is there one of a machine in a round of people?
create index attempt_machine on attempt (round) where actor_kind = 'machine';

alter table nonce_twin enable row level security;
create policy nonce_twin_read on nonce_twin for select using (true);

do $$ begin
    if exists (select from pg_roles where rolname = 'lienthong_app') then
        revoke insert, update, delete, truncate on nonce_twin, round_check from lienthong_app;
    end if;
    if exists (select from pg_roles where rolname = 'lienthong_verifier') then
        grant insert on nonce_twin, round_check to lienthong_verifier;
        grant usage on sequence nonce_twin_id_seq to lienthong_verifier;
    end if;
end $$;
