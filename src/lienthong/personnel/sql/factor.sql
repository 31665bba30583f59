-- The second factor. Its secrets are read by nobody but through these functions, and there only for whoever is logged in
-- or has just given the password: `p_holder` is the digest of what they carry.

alter table access drop constraint access_kind;
alter table access add constraint access_kind check (kind in ('session', 'token', 'reader', 'guest', 'link', 'half'));

create or replace function account_holding(p_holder bytea) returns int
language sql stable security definer set search_path = public, pg_temp
as $$
    select a.id from access x join account a on a.id = x.account and a.active
    where x.digest = p_holder and x.kind in ('session', 'half') and x.expires_at > now()
$$;

create or replace function factor_of(p_holder bytea)
returns table (account int, username text, secret text, pending text, codes_left int)
language sql stable security definer set search_path = public, pg_temp
as $$
    select a.id, a.username, f.secret, f.pending,
           (select count(*)::int from recovery_code r where r.account = a.id)
    from account a left join second_factor f on f.account = a.id
    where a.id = account_holding(p_holder)
$$;

create or replace function has_factor(p_account int) returns boolean
language sql stable security definer set search_path = public, pg_temp
as $$ select exists (select from second_factor where account = p_account and secret is not null) $$;

create or replace function begin_factor(p_holder bytea, p_secret text) returns void
language sql security definer set search_path = public, pg_temp
as $$
    insert into second_factor as f (account, pending, last_step)
    select a, p_secret, 0 from account_holding(p_holder) a where a is not null
    on conflict (account) do update set pending = excluded.pending
$$;

create or replace function confirm_factor(p_holder bytea, p_step bigint, p_codes bytea[]) returns boolean
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
    of_account int := account_holding(p_holder);
begin
    update second_factor set secret = pending, pending = null, last_step = p_step
    where account = of_account and pending is not null;
    if not found then
        return false;
    end if;
    delete from recovery_code where account = of_account;
    insert into recovery_code (account, digest) select of_account, c from unnest(p_codes) c;
    return true;
end $$;

-- A step of time counts once, and none before it: whoever looked over the shoulder is late.
create or replace function use_factor(p_holder bytea, p_step bigint) returns boolean
language sql security definer set search_path = public, pg_temp
as $$
    update second_factor set last_step = p_step
    where account = account_holding(p_holder) and secret is not null and last_step < p_step
    returning true
$$;

create or replace function use_recovery(p_holder bytea, p_code bytea) returns boolean
language sql security definer set search_path = public, pg_temp
as $$
    delete from recovery_code where account = account_holding(p_holder) and digest = p_code returning true
$$;

create or replace function forget_factor(p_account int) returns boolean
language sql security definer set search_path = public, pg_temp
as $$
    with codes as (delete from recovery_code where account = p_account)
    delete from second_factor where account = p_account returning true
$$;

do $$
declare
    act regprocedure;
begin
    if exists (select from pg_roles where rolname = 'lienthong_app') then
        revoke all on second_factor, recovery_code from lienthong_app;
    end if;
    if exists (select from pg_roles where rolname = 'lienthong_verifier') then
        revoke all on second_factor, recovery_code from lienthong_verifier;
    end if;
    foreach act in array array[
        'account_holding(bytea)', 'factor_of(bytea)', 'has_factor(int)', 'begin_factor(bytea, text)',
        'confirm_factor(bytea, bigint, bytea[])', 'use_factor(bytea, bigint)', 'use_recovery(bytea, bytea)',
        'forget_factor(int)']::regprocedure[]
    loop
        execute format('revoke execute on function %s from public', act);
        if exists (select from pg_roles where rolname = 'lienthong_app') then
            execute format('grant execute on function %s to lienthong_app', act);
        end if;
    end loop;
end $$;
