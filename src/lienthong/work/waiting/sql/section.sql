-- What lies in a section of the actor's unit: given to it, or to somebody who serves in it. As the inbox is walked, but
-- over what the indexes of open work say, so that only a page of it is read.
with held as materialized (
    select jurisdiction, since,
           case when exists (select from jurisdiction p where p.parent = held_now.jurisdiction and p.kind = 'part')
                then undecided_until(jurisdiction) end as until
    from held_now where jurisdiction = any (%(held)s::int[])
), place as materialized (
    select i.id, i.due_at, h.since, h.until
    from held h
    cross join lateral (
        select o.id, o.due_at
        from open_work o
        where o.jurisdiction = h.jurisdiction
          and case when %(section)s::text <> '' and (%(kind)s::text is null or o.kind = %(kind)s)
              and (o.section = %(section)s
                   or o.assignee = any ((select array_agg(m.id)
                                         from post p join mandate m on m.post = p.id and m.during @> world_today()
                                         where p.unit = %(unit)s and p.section = %(section)s)::int[]))
              and (%(after_id)s::uuid is null
                   or (coalesce(o.due_at, 'infinity'), o.id)
                      > (coalesce(%(after_due)s, 'infinity'::timestamptz), %(after_id)s))
              then true else false end
        order by o.due_at asc nulls last, o.id
        limit %(limit)s
    ) i
    order by i.due_at asc nulls last, i.id
    limit %(limit)s
)
select w.id, w.kind, w.reference, w.subject, w.state, w.step, w.section, a.assignee, a.assignee_name, w.priority,
       w.received_at, w.due_at, w.paused_at, w.version, w.jurisdiction,
       coalesce(is_late_before(w.due_at, w.paused_at, (select world_now()), p.since), false) as late_before,
       coalesce(w.received_at < p.until, false) as undecided,
       to_char(w.due_at at time zone 'Asia/Ho_Chi_Minh', 'HH24:MI DD/MM/YYYY') as due_text,
       case when w.sender_seat is not null then (
           select u.name from jurisdiction j join unit u on u.id = j.unit where j.id = w.sender_seat) end as from_name
from place p
cross join lateral (
    select id, kind, reference, subject, state, step, section, assignee, priority, received_at, due_at, paused_at,
           version, jurisdiction, sender_seat
    from work_item where work_item.id = p.id
    offset 0
) w
left join lateral (
    select m.id as assignee, pe.name as assignee_name
    from mandate m join person pe on pe.id = m.person
    where m.id = w.assignee and m.during @> (select world_today())
    offset 0  -- by key: how many rows a page has, the planner does not know
) a on true
order by w.due_at asc nulls last, w.id
