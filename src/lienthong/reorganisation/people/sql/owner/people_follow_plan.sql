-- Mandates follow their plan: begun and closed when it is approved, moved with its date, given back when it is reversed.
-- Of those it closes only the ones that had an end of their own are noted (`planned_mandate.until`): all others are open
-- again after a reversal.
create or replace function people_follow_plan() returns trigger
language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    if new.state = 'approved' and old.state = 'draft' then
        insert into planned_mandate (plan, mandate, begins, until)
        select new.id, m.id, false, upper(m.during)
        from planned_unit e join post p on p.unit = e.unit
        join mandate m on m.post = p.id and lower(m.during) < new.effective_on and upper(m.during) >= new.effective_on
        where e.plan = new.id and not e.begins
        on conflict do nothing;
        update mandate m set during = daterange(lower(m.during), new.effective_on)
        from planned_unit e join post p on p.unit = e.unit
        where e.plan = new.id and not e.begins and m.post = p.id
          and lower(m.during) < new.effective_on and m.during @> new.effective_on;
    elsif new.state = 'reversed' then
        update mandate m set during = daterange(lower(m.during), w.until)
        from planned_unit e join post p on p.unit = e.unit join mandate c on c.post = p.id
        left join planned_mandate w on w.plan = new.id and w.mandate = c.id and not w.begins
        where e.plan = new.id and not e.begins and m.id = c.id and upper(c.during) = new.effective_on;
        update mandate m set during = case when new.reversed_on > new.effective_on
                                           then daterange(new.effective_on, new.reversed_on) else not_yet() end
        from planned_mandate p where p.plan = new.id and p.begins and m.id = p.mandate;
    elsif new.effective_on <> old.effective_on then
        update mandate m set during = daterange(new.effective_on, null)
        from planned_mandate p where p.plan = new.id and p.begins and m.id = p.mandate;
    end if;
    return null;
end $$;
create or replace trigger plan_people after update of state, effective_on on plan
    for each row execute function people_follow_plan();
