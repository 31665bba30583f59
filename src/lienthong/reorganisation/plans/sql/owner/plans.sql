-- What a plan writes into the registry. The registry belongs to its owner: these functions are the owner's, and each
-- looks at the plan's state itself. Raised: check_violation with the constraint's name as the reason.

create or replace function refuse_plan(p_reason text, p_message text) returns void
language plpgsql
as $$
begin
    raise exception using errcode = 'check_violation', constraint = p_reason, table = 'plan', message = p_message;
end $$;

create or replace function not_yet() returns daterange
language sql immutable parallel safe
as $$ select daterange(date '9999-01-01', null) $$;

create or replace function draft_plan(
    p_name text, p_effective_on date, p_basis text, p_no_return date, p_digest text, p_mandate int
) returns int
language sql security definer set search_path = public, pg_temp
as $$
    insert into plan (name, effective_on, basis, state, point_of_no_return, digest, made_by, made_at)
    values (p_name, p_effective_on, p_basis, 'draft', p_no_return, p_digest, p_mandate, world_now())
    returning id
$$;

-- Another text for a draft: what was signed before no longer counts, because the digest is another.
create or replace function redraft_plan(
    p_plan int, p_name text, p_effective_on date, p_basis text, p_no_return date, p_digest text
) returns void
language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    perform lock_draft(p_plan);
    update plan set name = p_name, effective_on = p_effective_on, basis = p_basis, point_of_no_return = p_no_return,
                    digest = p_digest
    where id = p_plan;
    perform settle_plan(p_plan, '{}');  -- what the old text came to
end $$;

create or replace function lock_draft(p_plan int) returns date
language plpgsql
as $$
declare
    found_on date;
begin
    select effective_on into found_on from plan where id = p_plan and state = 'draft' for update;
    if found_on is null then
        perform refuse_plan('plan_frozen', format('plan %s is no longer a draft', p_plan));
    end if;
    return found_on;
end $$;

-- Areas a plan begins, known from now on and in force nowhere. Those known already are found by rank and code.
create or replace function prepare_areas(p_plan int, p_rows jsonb) returns table (label text, area int)
language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    perform lock_draft(p_plan);
    insert into area (code, rank, name, kind, folded, during)
    select r.code, r.rank, r.name, r.kind, r.folded, not_yet()
    from jsonb_to_recordset(p_rows) as r(code text, rank text, name text, kind text, folded text)
    where not exists (select from area a where a.code = r.code and a.rank = r.rank and a.during = not_yet())
    order by r.rank <> 'province', r.code;
    update area a set name = r.name, kind = r.kind, folded = r.folded, province = coalesce(p.id, a.province)
    from jsonb_to_recordset(p_rows) as r(code text, rank text, name text, kind text, folded text, province text)
    left join lateral (
        select n.id from area n
        where n.rank = 'province' and n.code = r.province
          and (n.during = not_yet() or n.during @> (select effective_on - 1 from plan where id = p_plan))
        order by n.during = not_yet() desc limit 1) p on true
    where a.code = r.code and a.rank = r.rank and a.during = not_yet()
      and (a.name, a.kind, a.folded, a.province) is distinct from (r.name, r.kind, r.folded, coalesce(p.id, a.province));
    return query
        select r.label, a.id
        from jsonb_to_recordset(p_rows) as r(label text, code text, rank text)
        join area a on a.code = r.code and a.rank = r.rank and a.during = not_yet();
end $$;

-- Bodies of prepared areas, each with its seat; the committee, or an existing unit, with the territory.
create or replace function prepare_units(p_plan int, p_rows jsonb) returns void
language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    perform lock_draft(p_plan);
    insert into unit (code, body, name, short_name, abbreviation, area, superior, basis, side, during)
    select r.code, r.body, r.name, r.short_name, r.abbreviation, r.area, s.id, r.basis, r.side, not_yet()
    from jsonb_to_recordset(p_rows) as r(area int, code text, body text, name text, short_name text,
                                         abbreviation text, superior text, basis text, side text)
    left join unit s on s.agency = r.superior and s.during @> world_today()
    where r.body <> '' and not exists (select from unit u where u.area = r.area and u.body = r.body)
    order by r.code, r.body;
    with made as (
        insert into jurisdiction (kind, unit, during)
        select 'seat', u.id, not_yet()
        from unit u
        where u.area in (select r.area from jsonb_to_recordset(p_rows) as r(area int))
          and not exists (select from jurisdiction j where j.kind = 'seat' and j.unit = u.id)
        returning id, unit
    )
    insert into holding (jurisdiction, unit, during) select id, unit, not_yet() from made;
    with made as (
        insert into jurisdiction (kind, area, during)
        select distinct 'territory', r.area, not_yet()
        from jsonb_to_recordset(p_rows) as r(area int)
        where not exists (select from jurisdiction j where j.kind = 'territory' and j.area = r.area)
        returning id, area
    )
    insert into holding (jurisdiction, unit, during)
    select distinct on (m.id) m.id, coalesce(given.id, u.id), not_yet()
    from made m
    join jsonb_to_recordset(p_rows) as r(area int, held_by text) on r.area = m.area
    left join unit given on given.agency = r.held_by and given.during @> world_today()
    left join unit u on u.area = m.area and u.body = 'ubnd'
    order by m.id, given.id;
end $$;

-- Parts of divided jurisdictions, from today on with whoever holds the whole: nobody sees a difference before the date.
create or replace function prepare_parts(p_plan int, p_rows jsonb) returns int
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
    made_parts int;
begin
    perform lock_draft(p_plan);
    with made as (
        insert into jurisdiction (kind, parent, area, field, during)
        select 'part', r.parent, r.area, r.field, daterange(world_today(), null)
        from jsonb_to_recordset(p_rows) as r(parent int, area int, field text)
        where not exists (select from jurisdiction j
                          where j.kind = 'part' and j.parent = r.parent
                            and (j.area, j.field) is not distinct from (r.area, r.field))
        order by r.parent, r.area
        returning id, parent
    ), held as (
        insert into holding (jurisdiction, unit, during)
        select m.id, h.unit, h.during * daterange(world_today(), null)
        from made m join holding h on h.jurisdiction = m.parent and h.during && daterange(world_today(), null)
        returning 1
    )
    select count(*) into made_parts from made;
    return made_parts;
end $$;

-- What the plan comes to, written down whole; as often as the draft is compiled.
create or replace function settle_plan(p_plan int, p_outcome jsonb) returns void
language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    perform lock_draft(p_plan);
    delete from planned_area where plan = p_plan;
    delete from planned_unit where plan = p_plan;
    delete from planned_heir where plan = p_plan;
    delete from planned_holding where plan = p_plan;
    insert into planned_area (plan, area, begins)
    select p_plan, value::int, true from jsonb_array_elements_text(p_outcome -> 'areas_begin')
    union all select p_plan, value::int, false from jsonb_array_elements_text(p_outcome -> 'areas_end');
    insert into planned_unit (plan, unit, begins)
    select p_plan, value::int, true from jsonb_array_elements_text(p_outcome -> 'units_begin')
    union all select p_plan, value::int, false from jsonb_array_elements_text(p_outcome -> 'units_end');
    insert into planned_heir (plan, old, new, is_partial, is_default)
    select p_plan, (e ->> 0)::int, (e ->> 1)::int, (e ->> 2)::boolean, (e ->> 3)::boolean
    from jsonb_array_elements(p_outcome -> 'heirs') e;
    insert into planned_holding (plan, jurisdiction, unit, reversal_unit, is_new)
    select p_plan, (e ->> 0)::int, (e ->> 1)::int, (e ->> 2)::int, (e ->> 3)::boolean
    from jsonb_array_elements(p_outcome -> 'holdings') e;
end $$;

-- One signature on exactly this text; the number of people who have signed it.
create or replace function sign_plan(p_plan int, p_mandate int, p_digest text) returns int
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
    signer int;
begin
    perform lock_draft(p_plan);
    select person into signer from mandate where id = p_mandate and during @> world_today();
    if signer is null then
        perform refuse_plan('plan_signer_unknown', format('mandate %s is not in force', p_mandate));
    end if;
    if not exists (select from plan where id = p_plan and digest = p_digest) then
        perform refuse_plan('plan_text_changed', format('plan %s has another text than the one signed', p_plan));
    end if;
    delete from plan_signature where plan = p_plan and (digest <> p_digest or person = signer);
    insert into plan_signature (plan, mandate, person, digest, at)
    values (p_plan, p_mandate, signer, p_digest, world_now());
    return (select count(distinct person) from plan_signature where plan = p_plan and digest = p_digest);
end $$;

-- The date has come: said once, though nothing waits for it.
create or replace function flip_plans() returns int
language sql security definer set search_path = public, pg_temp
as $$
    with flipped as (
        update plan set state = 'flipped' where state = 'approved' and effective_on <= world_today() returning 1
    )
    select count(*)::int from flipped
$$;

-- Responsibility goes back on `world_today()`, or, before the date, as if nothing had been. The day it happened.
create or replace function reverse_plan(p_plan int) returns date
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
    day date;
    back date;
    limit_on date;
    other text;
begin
    perform alone_in_registry();
    select effective_on, point_of_no_return into day, limit_on
    from plan where id = p_plan and state in ('approved', 'flipped') for update;
    if day is null then
        perform refuse_plan('plan_not_in_force', format('plan %s is not in force', p_plan));
    end if;
    if world_today() >= limit_on then
        perform refuse_plan('plan_no_return', format('plan %s could be reversed before %s only', p_plan, limit_on));
    end if;
    select q.name into other
    from plan q
    where q.id <> p_plan and q.state in ('approved', 'flipped') and q.effective_on >= day
      and (exists (select from planned_holding a join planned_holding b using (jurisdiction)
                   where a.plan = p_plan and b.plan = q.id)
           or exists (select from planned_unit a join planned_unit b using (unit) where a.plan = p_plan and b.plan = q.id)
           or exists (select from planned_unit a join planned_holding b on b.unit = a.unit
                      where a.plan = p_plan and a.begins and b.plan = q.id)
           or exists (select from planned_holding a join planned_unit b on b.unit = a.reversal_unit
                      where a.plan = p_plan and b.plan = q.id and not b.begins))
    order by q.effective_on limit 1;
    if other is not null then
        perform refuse_plan('plan_rested_on', other);
    end if;
    back := greatest(day, world_today());
    perform return_later_baskets(p_plan, back);
    perform checks_stand_back();
    perform return_units(p_plan, day, back);
    perform return_baskets(p_plan, day, back);
    update plan set state = 'reversed', reversed_on = back where id = p_plan;
    perform check_plan_baskets(p_plan);
    return back;
end $$;

create or replace function return_units(p_plan int, p_day date, p_back date) returns void
language plpgsql
as $$
begin
    -- Their lives are closed over the days they slept; what they held on a day, holdings tell.
    update area a set during = daterange(lower(a.during), null)
    from planned_area p where p.plan = p_plan and not p.begins and a.id = p.area;
    update unit u set during = daterange(lower(u.during), null)
    from planned_unit p where p.plan = p_plan and not p.begins and u.id = p.unit;
    update area a set during = case when p_back = p_day then not_yet() else daterange(p_day, p_back) end
    from planned_area p where p.plan = p_plan and p.begins and a.id = p.area;
    update unit u set during = case when p_back = p_day then not_yet() else daterange(p_day, p_back) end
    from planned_unit p where p.plan = p_plan and p.begins and u.id = p.unit;
    if p_back > p_day then
        -- New work for a place of the generation that went finds the area that stands there again. Other heirs it can
        -- only have from a later plan that was reversed before.
        delete from area_heir h using planned_area p where p.plan = p_plan and p.begins and h.old = p.area;
        insert into area_heir (old, new, is_partial, is_default)
        select distinct on (h.new) h.new, h.old, false, true
        from planned_heir h where h.plan = p_plan
        order by h.new, h.is_partial, h.is_default desc, h.old
        on conflict do nothing;
    end if;
end $$;

-- What the plan does not speak of because it was made since: parts that a later draft prepared go with their whole,
-- anything else a begun unit came to hold goes with its seat.
create or replace function return_later_baskets(p_plan int, p_back date) returns void
language plpgsql
as $$
declare
    later record;
begin
    for later in
        select h.id, h.jurisdiction, h.during, coalesce(whole.reversal_unit, seat.reversal_unit) as home
        from holding h
        join jurisdiction j on j.id = h.jurisdiction
        left join planned_holding whole on whole.plan = p_plan and whole.jurisdiction = j.parent and whole.unit = h.unit
        left join planned_unit begun on begun.plan = p_plan and begun.unit = h.unit and begun.begins
        left join planned_holding seat on seat.plan = p_plan and seat.jurisdiction = seat_of(begun.unit)
        where (upper_inf(h.during) or upper(h.during) > p_back)
          and (whole.unit is not null or begun.unit is not null)
          and not exists (select from planned_holding p where p.plan = p_plan and p.jurisdiction = h.jurisdiction)
    loop
        if lower(later.during) < p_back then
            update holding set during = daterange(lower(during), p_back) where id = later.id;
            insert into holding (jurisdiction, unit, during)
            values (later.jurisdiction, later.home, daterange(p_back, upper(later.during)));
        else
            update holding set unit = later.home where id = later.id;
        end if;
    end loop;
end $$;

create or replace function return_baskets(p_plan int, p_day date, p_back date) returns void
language plpgsql
as $$
declare
    begun boolean := world_today() >= p_day;
begin
    if p_back > p_day then
        update holding h set during = daterange(lower(h.during), p_back)
        from planned_holding p
        where p.plan = p_plan and h.jurisdiction = p.jurisdiction and h.during @> p_back;
        insert into holding (jurisdiction, unit, during)
        select jurisdiction, reversal_unit, daterange(p_back, null) from planned_holding where plan = p_plan;
        return;
    end if;
    delete from holding h using planned_holding p
    where p.plan = p_plan and not p.is_new and h.jurisdiction = p.jurisdiction and lower(h.during) = p_day;
    update holding h set during = daterange(lower(h.during), null)
    from planned_holding p
    where p.plan = p_plan and not p.is_new and h.jurisdiction = p.jurisdiction and upper(h.during) = p_day;
    if begun then
        -- Born this very day: what came in since has a home.
        update holding h set unit = p.reversal_unit
        from planned_holding p where p.plan = p_plan and p.is_new and h.jurisdiction = p.jurisdiction;
    else
        update jurisdiction j set during = not_yet()
        from planned_holding p where p.plan = p_plan and p.is_new and j.id = p.jurisdiction;
        update holding h set during = not_yet()
        from planned_holding p where p.plan = p_plan and p.is_new and h.jurisdiction = p.jurisdiction;
    end if;
end $$;

-- Functions inside are for the functions above.
do $$ begin
    revoke execute on function lock_draft(int), refuse_plan(text, text), return_units(int, date, date),
        return_baskets(int, date, date), return_later_baskets(int, date) from public;
end $$;
