-- Letters, and parts of their work, that are late or will be until an instant: whoever has them is told, once when the
-- day comes near and once when it is past, and again only after somebody did something about it. Of what came to its step
-- today they were told by that: it is near from tomorrow. No act is behind it, so
-- the notice stands under the newest line of the item, negative: any step that follows settles it. How many were told.
create function remind_of_due(p_until timestamptz, p_roles jsonb) returns int
language sql security definer set search_path = public, pg_temp
as $$
    with today as materialized (
        select world_today() as day, world_now() as now
    ), due as materialized (
        select w.id, w.jurisdiction, w.assignee, w.section, is_overdue(w.due_at, w.paused_at, today.now) as late,
               case when w.kind = 'direction' then 'report_part'
                    when w.state = 'arrived' then 'register_delivery'
                    when w.state = 'registered' then 'direct_delivery'
                    else 'complete_delivery' end as ability
        from work_item w cross join today
        where w.closed_at is null and w.kind in ('delivery', 'direction') and is_overdue(w.due_at, w.paused_at, p_until)
        order by w.due_at, w.id
        limit 20000
    ), aimed as (
        select d.id, d.late, d.ability, d.section, holder_of(d.jurisdiction, today.day) as unit,
               (select -2 * max(j.id) from journal j where j.item = d.id) - d.late::int as line, today.now,
               (select a.id from mandate a join post p on p.id = a.post
                where a.id = d.assignee and a.during @> today.day
                  and p.unit = holder_of(d.jurisdiction, today.day)) as mandate,
               array(select jsonb_array_elements_text(p_roles -> d.ability)) as roles
        from due d cross join today
        where d.late or (select j.at from journal j where j.item = d.id order by j.seq desc limit 1)
                        < today.day::timestamp at time zone 'Asia/Ho_Chi_Minh'
    ), staffed as (
        select a.*, able.sections
        from aimed a
        cross join today
        cross join lateral (
            select array_agg(p.section) as sections
            from post p join mandate m on m.post = p.id and m.during @> today.day
            where p.unit = a.unit and p.role = any (a.roles)
        ) able
        where a.unit is not null and (a.mandate is not null or able.sections is not null)
    ), reminded as (
        insert into notice (line, verb, at, item, audience, unit, seat, mandate, ability, section, settled, told_at)
        select line, case when late then 'letter.late' else 'letter.due_soon' end, now, id,
               case when mandate is null then 'ability' else 'person' end, unit, seat_of(unit), mandate,
               case when mandate is null then ability else '' end,
               case when mandate is null and section = any (sections) then section else '' end, false,
               statement_timestamp()
        from staffed
        on conflict do nothing
        returning id
    )
    select count(*)::int from reminded
$$;
