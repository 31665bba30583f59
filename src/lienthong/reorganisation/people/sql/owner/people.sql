-- People of a plan. Posts, mandates and accounts belong to the owner; these functions are the owner's and look at the
-- plan themselves. A prepared mandate begins with the plan's date; one at an ending body is closed on it.

-- The last key this installation gave in a table: people of a joined province carry keys of theirs.
create function last_key_of_ours(p_table regclass) returns int
language plpgsql stable
as $$
declare
    found int;
begin
    execute format('select coalesce(max(t.id), lower(keys_of(w.origin))) from world w left join %s t'
                   ' on keys_of(w.origin) @> t.id group by w.origin', p_table) into found;
    return found;
end $$;

-- Posts, mandates and, for those not known yet, people with accounts (no password: nobody can log in until given one).
-- How many mandates were made; what is there already is left.
create function prepare_mandates(p_plan int, p_rows jsonb) returns int
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
    day date;
    made int;
begin
    perform alone_in_registry();
    select effective_on into day from plan
    where id = p_plan and state in ('draft', 'approved') and effective_on > world_today() for update;
    if day is null then
        perform refuse_plan('plan_people_late', format('plan %s no longer takes people', p_plan));
    end if;
    if exists (select from jsonb_to_recordset(p_rows) as r(unit int)
               where not exists (select from planned_unit p where p.plan = p_plan and p.begins and p.unit = r.unit)) then
        perform refuse_plan('plan_people_elsewhere', format('a row names a unit plan %s does not begin', p_plan));
    end if;
    with fresh as (
        select r.username, min(r.name) as name, min(r.folded) as folded
        from jsonb_to_recordset(p_rows) as r(username text, name text, folded text)
        where not exists (select from account a where a.username = r.username)
        group by r.username
    ), numbered as (
        select *, (select last_key_of_ours('person')) + row_number() over (order by username)::int as person,
               (select last_key_of_ours('account')) + row_number() over (order by username)::int as account
        from fresh
    ), born as (
        insert into person (id, name, folded) select person, name, folded from numbered
    )
    insert into account (id, person, username, password, active)
    select account, person, username, '', true from numbered;
    with wanted as (
        select r.*, a.person from jsonb_to_recordset(p_rows)
            as r(unit int, section text, role text, title text, username text, temporary boolean, basis text)
        join account a on a.username = r.username
        where not exists (
            select from planned_mandate pm join mandate m on m.id = pm.mandate join post p on p.id = m.post
            where pm.plan = p_plan and pm.begins and m.person = a.person
              and (p.unit, p.section, p.role) = (r.unit, r.section, r.role))
    ), numbered as (
        select w.*, (select last_key_of_ours('post')) + row_number() over (order by unit, role, username)::int as post,
               (select last_key_of_ours('mandate')) + row_number() over (order by unit, role, username)::int as mandate
        from wanted w
    ), posts as (
        insert into post (id, unit, section, role, title) select post, unit, section, role, title from numbered
    ), mandates as (
        insert into mandate (id, person, post, during, temporary, basis)
        select mandate, person, post, daterange(day, null), temporary, basis from numbered
    )
    insert into planned_mandate (plan, mandate, begins) select p_plan, mandate, true from numbered;
    get diagnostics made = row_count;
    return made;
end $$;

-- The decision follows the notice: the same mandate, no longer temporary. How many there were.
create function decide_mandates(p_plan int, p_unit int, p_mandates int[], p_basis text) returns int
language sql security definer set search_path = public, pg_temp
as $$
    with decided as (
        update mandate m set temporary = false, basis = p_basis
        from post p
        where m.id = any (p_mandates) and m.temporary and p.id = m.post and p.unit = p_unit
          and exists (select from planned_unit u where u.plan = p_plan and u.begins and u.unit = p_unit)
        returning 1
    )
    select count(*)::int from decided
$$;

-- Open work in the hands of people of ending bodies: counts by mandate and jurisdiction, for the whole city whoever
-- asks.
create function work_in_hands(p_plan int) returns table (mandate int, jurisdiction int, n int, late int)
language sql stable security definer set search_path = public, pg_temp
as $$
    with hands as materialized (
        select m.id from planned_unit e join post p on p.unit = e.unit join mandate m on m.post = p.id
        where e.plan = p_plan and not e.begins
    ), as_of as materialized (select world_now() as at)
    select w.assignee, w.jurisdiction, count(*)::int,
           (count(*) filter (where w.due_at < as_of.at and w.paused_at is null))::int
    from work_item w cross join as_of
    where w.closed_at is null and w.assignee in (select id from hands)
    group by w.assignee, w.jurisdiction
$$;

do $$ begin
    if exists (select from pg_roles where rolname = 'lienthong_app') then
        revoke insert, update, delete, truncate on planned_mandate from lienthong_app;
        revoke delete, truncate on succession from lienthong_app;
    end if;
end $$;
