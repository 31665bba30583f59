-- Who a reversed plan had prepared for bodies this plan begins again, and is not prepared here yet: of the plan reversed
-- last that has any. A body is the same by code and kind; its row need not be, when the plan had come into force.
create function places_of_reversed(p_plan int)
returns table (source int, unit int, section text, role text, title text, username text, name text, folded text,
               temporary boolean, basis text)
language sql stable security definer set search_path = public, pg_temp
as $$
    with placed as materialized (
        select pm.plan as source, again.id as unit, p.section, p.role, p.title, m.person, m.temporary, m.basis
        from plan r
        join planned_mandate pm on pm.plan = r.id and pm.begins
        join mandate m on m.id = pm.mandate
        join post p on p.id = m.post
        join unit was on was.id = p.unit
        join planned_unit pu on pu.plan = p_plan and pu.begins
        join unit again on again.id = pu.unit and again.code = was.code and again.body = was.body
        where r.state = 'reversed' and r.id <> p_plan
          and not exists (
              select from planned_mandate here join mandate hm on hm.id = here.mandate join post hp on hp.id = hm.post
              where here.plan = p_plan and here.begins and hm.person = m.person
                and (hp.unit, hp.section, hp.role) = (again.id, p.section, p.role))
    )
    select distinct on (placed.unit, placed.section, placed.role, placed.person)
           placed.source, placed.unit, placed.section, placed.role, placed.title, a.username, pe.name, pe.folded,
           placed.temporary, placed.basis
    from placed
    join person pe on pe.id = placed.person
    join lateral (select min(username) as username from account where person = pe.id) a on a.username is not null
    where placed.source = (
        select r.id from plan r where r.id in (select source from placed) order by r.reversed_on desc, r.id desc limit 1)
    order by placed.unit, placed.section, placed.role, placed.person, placed.temporary
$$;

-- The same posts and people, prepared for this plan: {source, listed, made}. Their mandates begin with its date.
create function carry_mandates_over(p_plan int) returns jsonb
language sql security definer set search_path = public, pg_temp
as $$
    with found as materialized (select * from places_of_reversed(p_plan))
    select jsonb_build_object(
        'source', (select max(source) from found), 'listed', (select count(*) from found),
        'made', prepare_mandates(p_plan, (select coalesce(jsonb_agg(to_jsonb(f) - 'source'), '[]') from found f)))
$$;
