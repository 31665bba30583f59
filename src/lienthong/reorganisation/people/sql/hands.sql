-- Who at an ending body has open work in hand, to which body it goes, and who goes on with it there: whoever is named,
-- else the same person if they have a mandate at that body on the date. `unit`: only rows in which it gives or takes.
with counted as (
    select w.mandate, coalesce(held.unit, after.unit, now_.unit) as target, sum(w.n)::int as n, sum(w.late)::int as late
    from work_in_hands(%(plan)s) w
    join plan on plan.id = %(plan)s
    left join planned_holding held on held.plan = plan.id and held.jurisdiction = w.jurisdiction
    left join holding after on after.jurisdiction = w.jurisdiction and after.during @> plan.effective_on
    left join holding now_ on now_.jurisdiction = w.jurisdiction and now_.during @> world_today()
    group by 1, 2
), matching as materialized (
    select c.mandate, m.person, pe.name, po.title, u.id as source, u.short_name as source_name, t.id as target,
           t.short_name as target_name, c.n, c.late, coalesce(named.id, own.id) as successor,
           coalesce(named.name, own.name, '') as successor_name, coalesce(named.title, own.title, '') as successor_title,
           named.id is not null as is_named,
           u.code
    from counted c
    join plan on plan.id = %(plan)s
    join mandate m on m.id = c.mandate
    join person pe on pe.id = m.person
    join post po on po.id = m.post
    join unit u on u.id = po.unit
    join unit t on t.id = c.target
    left join lateral (
        select n.id, np.name, npo.title
        from succession s join mandate n on n.id = s.successor join post npo on npo.id = n.post
        join person np on np.id = n.person
        where s.plan = plan.id and s.mandate = c.mandate and s.unit = c.target
    ) named on true
    left join lateral (
        select o.id, pe.name, opo.title
        from mandate o join post opo on opo.id = o.post and opo.unit = c.target
        where o.person = m.person and o.during @> plan.effective_on
        order by o.temporary, o.id limit 1
    ) own on true
    where c.target <> u.id
      and (%(unit)s::int is null or %(unit)s in (u.id, t.id))
      and (%(words)s::text = '' or strpos(' ' || concat_ws(' ', pe.folded, (select a.folded from area a where a.id = u.area),
                                                   (select a.folded from area a where a.id = t.area)), ' ' || %(words)s) > 0)
), shown as (
    select m.*, row_number() over (order by successor is not null, code, source, sort_key(name), mandate, target) as no
    from matching m
    where not %(only)s::boolean or successor is null
    order by no offset %(offset)s limit %(limit)s
)
select (select count(*)::int from matching) as people,
       (select count(*)::int from matching where successor is null) as without,
       (select coalesce(sum(n), 0)::int from matching) as work,
       exists (select from matching where target = %(taker)s::int and successor is not null) as may_go_on,
       (select coalesce(jsonb_agg(to_jsonb(s) - array['no', 'code'] order by no), '[]') from shown s) as rows
