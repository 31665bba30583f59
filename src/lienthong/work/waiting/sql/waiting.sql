-- What waits for one mandate in the jurisdictions its unit holds: its figures by kind, and a page of it, soonest due first.
-- Of each step in each jurisdiction, and of each at which it came in and lies elsewhere, so many are counted and no more
-- (`is_more`), where they stand in order (`work_item_waiting`, from the index alone); where there are any, as many are
-- looked up as a page has, and of all that only a page is read. The filters are one `case`, of which the planner expects
-- nothing.
with held as materialized (
    select jurisdiction, since, until from answered_for where jurisdiction = any (%(held)s::int[])
), step as materialized (
    select * from steps_of_mandate(%(unit)s, %(mandate)s, %(section)s, %(kinds)s::text[], %(states)s::text[],
                                   %(steps)s::text[], %(buts)s::text[], %(counters)s::text[], %(roles)s::text[])
), heap as materialized (
    select s.*, h.jurisdiction, h.since, h.until, i.n, i.n as counted
    from step s
    cross join held h
    cross join lateral (
        select count(*) as n
        from (
            select from open_work o
            where o.jurisdiction = h.jurisdiction and o.kind = s.kind and o.state = s.state
              and case when waits_at(o.step, o.section, o.assignee, s.step, s.but, %(mandate)s, s.others, s.elsewhere)
                  then true else false end
            limit %(most)s::int
        ) o
    ) i
    where i.n > 0
), elsewhere as materialized (
    select s.*, c.seat, i.n, i.counted
    from step s
    cross join unnest(%(seats)s::int[]) as c(seat)
    cross join lateral (
        select count(*) filter (where o.jurisdiction <> all (%(held)s::int[])) as n, count(*) as counted
        from (
            select o.jurisdiction from work_at_receiver o
            where o.received_seat = c.seat and o.kind = s.kind and o.state = s.state
              and case when waits_at(o.step, o.section, o.assignee, s.step, s.but, %(mandate)s, s.others, s.elsewhere)
                  then true else false end
            limit %(most)s::int
        ) o
    ) i
    where i.n > 0
), waits as (
    select i.id, i.due_at, s.since, s.until
    from heap s
    cross join lateral (
        select o.id, o.due_at
        from open_work o
        where o.jurisdiction = s.jurisdiction and o.kind = s.kind and o.state = s.state
          and case when waits_at(o.step, o.section, o.assignee, s.step, s.but, %(mandate)s, s.others, s.elsewhere)
              and (%(after_id)s::uuid is null
                   or (coalesce(o.due_at, 'infinity'), o.id)
                      > (coalesce(%(after_due)s, 'infinity'::timestamptz), %(after_id)s))
              then true else false end
        order by o.due_at asc nulls last, o.id
        limit %(limit)s
    ) i
    where %(kind)s::text is null or s.kind = %(kind)s
    union all
    select i.id, i.due_at, null, null
    from elsewhere s
    cross join lateral (
        select o.id, o.due_at, o.jurisdiction
        from work_at_receiver o
        where o.received_seat = s.seat and o.kind = s.kind and o.state = s.state
          and case when waits_at(o.step, o.section, o.assignee, s.step, s.but, %(mandate)s, s.others, s.elsewhere)
              and (%(after_id)s::uuid is null
                   or (coalesce(o.due_at, 'infinity'), o.id)
                      > (coalesce(%(after_due)s, 'infinity'::timestamptz), %(after_id)s))
              then true else false end
        order by o.due_at asc nulls last, o.id
        limit %(limit)s
    ) i
    where i.jurisdiction <> all (%(held)s::int[]) and (%(kind)s::text is null or s.kind = %(kind)s)
), place as materialized (
    select * from waits
    order by due_at asc nulls last, id
    limit %(limit)s
), figure as (
    select kind, sum(n) as n, bool_or(counted >= %(most)s::int) as is_more
    from (select kind, n, counted from heap union all select kind, n, counted from elsewhere) of_one
    group by kind
)
select (select jsonb_agg(jsonb_build_array(kind, n, is_more) order by kind) from figure) as figures, page.*
from (select) once
left join (
    select w.*, coalesce(is_late_before(w.due_at, w.paused_at, (select world_now()), p.since), false) as late_before,
           coalesce(w.received_at < p.until, false) as undecided
    from place p
    cross join lateral (select * from listed_item where listed_item.id = p.id offset 0) w
) page on true
order by page.due_at asc nulls last, page.id
