-- The second signature: the plan becomes rows of the registry, dated on its day. All of it or nothing, once; and its
-- rehearsal at the first.

create or replace function commit_plan(p_plan int) returns int
language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    perform alone_in_registry();
    if exists (select from plan where id = p_plan and state = 'approved') then
        return 0;
    end if;
    perform lock_draft(p_plan);
    perform require_signed(p_plan);
    return carry_out(p_plan);
end $$;

-- Done and undone: the first signer is told at once what would stop the second, and the pages the second will write
-- lie ready.
create or replace function rehearse_plan(p_plan int) returns void
language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    perform alone_in_registry();
    perform carry_out(p_plan);
    set constraints all immediate;
    raise exception using errcode = 'LT001', message = 'rehearsed';
exception when sqlstate 'LT001' then
    null;
end $$;

-- How many jurisdictions change hands.
create or replace function carry_out(p_plan int) returns int
language plpgsql
as $$
declare
    day date := lock_draft(p_plan);
    handed_over int;
    begun int;
    ended int;
    changed int;
begin
    perform require_committable(p_plan, day);
    select count(*) filter (where not is_new), count(*) filter (where is_new) into handed_over, begun
    from planned_holding where plan = p_plan;
    perform checks_stand_back();

    update area a set during = daterange(case when p.begins then day else lower(a.during) end,
                                         case when not p.begins then day end)
    from planned_area p where p.plan = p_plan and a.id = p.area;
    update unit u set during = daterange(case when p.begins then day else lower(u.during) end,
                                         case when not p.begins then day end)
    from planned_unit p where p.plan = p_plan and u.id = p.unit;
    update jurisdiction j set during = daterange(day, null)
    from planned_holding p where p.plan = p_plan and p.is_new and j.id = p.jurisdiction;
    update holding h set during = daterange(day, null), unit = p.unit
    from planned_holding p where p.plan = p_plan and p.is_new and h.jurisdiction = p.jurisdiction;
    get diagnostics changed = row_count;
    if changed <> begun then
        perform refuse_stale(p_plan);
    end if;

    update holding h set during = daterange(lower(h.during), day)
    from planned_holding p
    where p.plan = p_plan and not p.is_new and h.jurisdiction = p.jurisdiction and h.during @> day
      and upper_inf(h.during) and lower(h.during) < day;
    get diagnostics ended = row_count;
    insert into holding (jurisdiction, unit, during)
    select p.jurisdiction, p.unit, daterange(day, null)
    from planned_holding p where p.plan = p_plan and not p.is_new
    order by p.jurisdiction;
    get diagnostics changed = row_count;
    if ended <> handed_over or changed <> handed_over then
        perform refuse_stale(p_plan);
    end if;

    delete from area_heir h using planned_area p
    where p.plan = p_plan and not p.begins and h.old = p.area
      and not exists (select from planned_heir w
                      where w.plan = p_plan and (w.old, w.new, w.is_partial, w.is_default)
                                                = (h.old, h.new, h.is_partial, h.is_default));
    insert into area_heir (old, new, is_partial, is_default)
    select old, new, is_partial, is_default from planned_heir where plan = p_plan
    on conflict (old, new) do nothing;

    update plan set state = 'approved', approved_at = world_now() where id = p_plan;
    perform check_lives(p_plan, day);
    perform checks_return();
    return changed;
end $$;

create or replace function require_signed(p_plan int) returns void
language plpgsql
as $$
declare
    signers int;
begin
    select count(distinct s.person) into signers
    from plan_signature s join plan p on p.id = s.plan where p.id = p_plan and s.digest = p.digest;
    if signers < 2 then
        perform refuse_plan('plan_two_signers', format('plan %s is signed by %s of 2', p_plan, signers));
    end if;
end $$;

create or replace function require_committable(p_plan int, p_day date) returns void
language plpgsql
as $$
declare
    other text;
begin
    if p_day <= world_today() then
        perform refuse_plan('plan_in_the_past', format('plan %s would take effect on %s', p_plan, p_day));
    end if;
    select name into other from plan where effective_on = p_day and state in ('approved', 'flipped');
    if other is not null then
        perform refuse_plan('plan_one_a_date', other);
    end if;
    select q.name into other
    from plan q join planned_holding theirs on theirs.plan = q.id
    where q.state = 'approved' and q.effective_on > p_day
      and theirs.jurisdiction in (select jurisdiction from planned_holding where plan = p_plan)
    limit 1;
    if other is not null then
        perform refuse_plan('plan_under_later', other);
    end if;
    if not exists (select from planned_holding where plan = p_plan)
       or exists (select from planned_area p join area a on a.id = p.area
               where p.plan = p_plan and p.begins and a.during <> not_yet())
       or exists (select from planned_unit p join unit u on u.id = p.unit
                  where p.plan = p_plan and p.begins and u.during <> not_yet())
    then
        perform refuse_stale(p_plan);
    end if;
end $$;

create or replace function refuse_stale(p_plan int) returns void
language sql
as $$ select refuse_plan('plan_stale', format('the registry changed since plan %s was compiled', p_plan)) $$;

-- Each jurisdiction was counted as it changed hands on the day, and nothing holds it twice; left to ask is whether who
-- holds lives: heirs from the day on, a body that ends until it, without a jurisdiction the plan forgot.
create or replace function check_lives(p_plan int, p_day date) returns void
language plpgsql
as $$
begin
    if exists (select from planned_holding p join unit u on u.id = p.unit
               where p.plan = p_plan and not u.during @> daterange(p_day, null)) then
        perform refuse_plan('holding_within_unit', format('an heir of plan %s does not live on', p_plan));
    end if;
    perform check_bodies(p_plan);
end $$;

create or replace function check_bodies(p_plan int) returns void
language plpgsql
as $$
begin
    if exists (select from planned_unit p join unit u on u.id = p.unit join holding h on h.unit = u.id
               where p.plan = p_plan and not h.during <@ u.during) then
        perform refuse_plan('holding_within_unit', format('a unit of plan %s holds outside its life', p_plan));
    end if;
end $$;

-- The registry's own laws, for what a reversed plan touched, before anybody is answered; the row checks stood back so
-- far.
create or replace function check_plan_baskets(p_plan int) returns void
language plpgsql
as $$
declare
    broken record;
begin
    select * into broken
    from holding_faults((select array_agg(jurisdiction) from planned_holding where plan = p_plan)) limit 1;
    if found then
        perform refuse_plan(broken.fault, format('jurisdiction %s', broken.jurisdiction));
    end if;
    perform check_bodies(p_plan);
    perform checks_return();
end $$;

-- Functions inside are for the functions above.
do $$ begin
    revoke execute on function require_signed(int), carry_out(int), require_committable(int, date), refuse_stale(int),
        check_lives(int, date), check_bodies(int), check_plan_baskets(int) from public;
end $$;
