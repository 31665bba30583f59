-- Who may log in, and how that ends. Posts, accounts and what was given out belong to the owner: the application reads
-- and changes them by these functions only, each for one purpose.

-- A link is one more kind of access; every kind there was stays.
alter table access drop constraint access_kind;
alter table access add constraint access_kind check (kind in ('session', 'token', 'reader', 'guest', 'link'));

-- Whoever stops an account, by whichever way: its sessions are over, and when its person has no other one, so is everything
-- given out for their mandates, now and later. `ask` reads the person anyway, so that nobody pays for it.
create or replace function account_was_stopped() returns trigger
language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    update person p set is_stopped = not exists (select from account a where a.person = p.id and a.active)
    where p.id = new.person;
    if not new.active then
        delete from access where account = new.id;
    end if;
    return null;
end $$;

create or replace trigger account_is_stopped after update of active on account
    for each row when (old.active is distinct from new.active) execute function account_was_stopped();
create or replace trigger account_comes_stopped after insert on account
    for each row when (not new.active) execute function account_was_stopped();
update person p set is_stopped = true
where exists (select from account a where a.person = p.id and not a.active)
  and not exists (select from account a where a.person = p.id and a.active);

-- The accounts of the people of these bodies: whoever serves or is going to serve there, and whoever served there last.
create or replace function accounts_of_units(p_units int[])
returns table (account int, username text, person int, name text, folded text, state text, link_until timestamptz,
               sessions int, tokens int, unit int, section text, role text, title text, serves boolean)
language sql stable security definer set search_path = public, pg_temp
as $$
    with place as (
        select distinct on (m.person, p.unit) m.person, p.unit, p.section, p.role, p.title, m.during @> world_today() as serves
        from post p join mandate m on m.post = p.id
        where p.unit = any (p_units)
          and (upper(m.during) is null or upper(m.during) > world_today()
               or not exists (select from mandate n where n.person = m.person
                              and (upper(n.during) is null or upper(n.during) > upper(m.during))))
        order by m.person, p.unit, m.during @> world_today() desc, lower(m.during) desc, m.id
    ), own as (
        select x.account, count(*) filter (where x.kind = 'session')::int as sessions,
               max(x.expires_at) filter (where x.kind = 'link') as link_until
        from access x where x.account is not null and x.expires_at > now() group by 1
    ), given as (
        select m.person, count(*)::int as tokens
        from access x join mandate m on m.id = x.mandate
        where x.kind in ('token', 'reader') and x.expires_at > now() group by 1
    )
    select a.id, a.username, a.person, pe.name, pe.folded,
           case when not a.active then 'stopped'
                when a.password <> '' then 'in_use'
                when own.link_until is not null then 'waiting'
                else 'without' end,
           own.link_until, coalesce(own.sessions, 0), coalesce(given.tokens, 0),
           place.unit, place.section, place.role, place.title, place.serves
    from place
    join account a on a.person = place.person
    join person pe on pe.id = a.person
    left join own on own.account = a.id
    left join given on given.person = a.person
$$;

-- One account with the bodies and roles of its person: those of mandates that are not over, or of the last one.
create or replace function account_card(p_account int)
returns table (account int, username text, person int, name text, is_active boolean, has_password boolean,
               units int[], roles text[])
language sql stable security definer set search_path = public, pg_temp
as $$
    select a.id, a.username, a.person, pe.name, a.active, a.password <> '',
           coalesce(array_agg(distinct p.unit) filter (where p.unit is not null), '{}'),
           coalesce(array_agg(distinct p.role) filter (where p.role is not null), '{}')
    from account a
    join person pe on pe.id = a.person
    left join mandate m on m.person = a.person
        and (upper(m.during) is null or upper(m.during) > world_today()
             or not exists (select from mandate n where n.person = m.person
                            and (upper(n.during) is null or upper(n.during) > upper(m.during))))
    left join post p on p.id = m.post
    where a.id = p_account
    group by a.id, pe.id
$$;

-- The account of whoever has this session.
create or replace function own_account(p_digest bytea)
returns table (account int, username text, sessions int, idle_minutes int)
language sql stable security definer set search_path = public, pg_temp
as $$
    select a.id, a.username,
           (select count(*)::int from access x where x.account = a.id and x.kind = 'session' and x.expires_at > now()),
           coalesce(extract(epoch from mine.idle) / 60, 0)::int
    from access mine join account a on a.id = mine.account
    where mine.digest = p_digest and mine.kind = 'session' and mine.expires_at > now() and a.active
$$;

-- A new account without a password; null where the name is taken or the person has one.
create or replace function give_account(p_person int, p_username text) returns int
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
    made int;
begin
    lock table account in share row exclusive mode;
    insert into account (id, person, username, password, active)
    select (select coalesce(max(a.id) + 1, lower(keys_of(w.origin)) + 1)
            from world w left join account a on keys_of(w.origin) @> a.id group by w.origin),
           p_person, p_username, '', true
    where not exists (select from account a where a.username = p_username or a.person = p_person)
      and exists (select from person where id = p_person)
    returning id into made;
    return made;
end $$;

-- What is open for an account: its sessions and links, and the tokens of its person's mandates. How many ended.
create or replace function end_access_of(p_account int) returns int
language sql security definer set search_path = public, pg_temp
as $$
    with ended as (
        delete from access x
        where x.account = p_account
           or x.account is null and x.mandate in (select m.id from mandate m join account a on a.person = m.person
                                                  where a.id = p_account)
        returning 1
    )
    select count(*)::int from ended
$$;

-- Sessions other than the one somebody acts in: after a new password of one's own.
create or replace function end_other_sessions(p_digest bytea) returns int
language sql security definer set search_path = public, pg_temp
as $$
    with ended as (
        delete from access x using access mine
        where mine.digest = p_digest and mine.kind = 'session' and x.account = mine.account
          and x.kind in ('session', 'link') and x.digest <> p_digest
        returning 1
    )
    select count(*)::int from ended
$$;

-- What was given out under a name ends with what it was given for: a round. How many there were.
create or replace function end_access_labelled(p_label text, p_within interval) returns int
language sql security definer set search_path = public, pg_temp
as $$
    with ended as (
        update access set expires_at = now() + p_within
        where label = p_label and kind in ('token', 'reader', 'guest') and expires_at > now() + p_within
        returning 1
    )
    select count(*)::int from ended
$$;

create or replace function set_account_active(p_account int, p_active boolean) returns boolean
language sql security definer set search_path = public, pg_temp
as $$ update account set active = p_active where id = p_account and active <> p_active returning true $$;

-- From now on nobody logs in with the old password, and only whoever has the new link sets another.
create or replace function begin_reset(p_account int, p_digest bytea, p_lasts interval) returns void
language sql security definer set search_path = public, pg_temp
as $$
    with emptied as (update account set password = '' where id = p_account)
    insert into access (digest, kind, account, mandate, label, expires_at)
    values (p_digest, 'link', p_account, null, '', now() + p_lasts);
$$;

-- By whoever has the link, once: the account, or null where the link is used, over or of a stopped account.
create or replace function set_password_by_link(p_digest bytea, p_password text) returns int
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
    of_account int;
begin
    delete from access x using account a
    where x.digest = p_digest and x.kind = 'link' and x.expires_at > now() and a.id = x.account and a.active
    returning a.id into of_account;
    if of_account is not null then
        delete from access x where x.account = of_account;
        update account set password = p_password where id = of_account;
    end if;
    return of_account;
end $$;

-- By whoever is logged in, for their own account only.
create or replace function set_own_password(p_digest bytea, p_password text) returns int
language sql security definer set search_path = public, pg_temp
as $$
    update account a set password = p_password
    from access x where x.digest = p_digest and x.kind = 'session' and x.expires_at > now() and a.id = x.account and a.active
    returning a.id
$$;

create or replace function choose_mandate(p_digest bytea, p_mandate int) returns boolean
language sql security definer set search_path = public, pg_temp
as $$
    update access a set mandate = p_mandate
    where a.digest = p_digest and a.kind = 'session'
      and exists (select from mandate m join account c on c.person = m.person
                  where m.id = p_mandate and c.id = a.account and c.active)
    returning true
$$;

-- For the application only: neither verifier nor anybody else of the cluster gives access or takes it.
do $$
declare
    act regprocedure;
begin
    foreach act in array array[
        'accounts_of_units(int[])', 'account_card(int)', 'own_account(bytea)', 'give_account(int, text)',
        'end_access_of(int)', 'end_other_sessions(bytea)', 'end_access_labelled(text, interval)',
        'set_account_active(int, boolean)', 'begin_reset(int, bytea, interval)', 'set_password_by_link(bytea, text)',
        'set_own_password(bytea, text)']::regprocedure[]
    loop
        execute format('revoke execute on function %s from public', act);
        if exists (select from pg_roles where rolname = 'lienthong_app') then
            execute format('grant execute on function %s to lienthong_app', act);
        end if;
    end loop;
end $$;
