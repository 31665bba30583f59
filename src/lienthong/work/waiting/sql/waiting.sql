-- What waits for one mandate in the jurisdictions its unit holds, soonest due first. Each step is looked up where it
-- stands in order (`work_item_waiting`, from the index alone), as many rows as a page has; of all that only a page is read.
-- The filters are one `case`, of which the planner expects nothing. What came in at a seat of the unit and lies elsewhere
-- is looked up likewise; what lies here as well is among the others already.
with held as materialized (
    select jurisdiction, since, until from answered_for where jurisdiction = any (%(held)s::int[])
), step as materialized (
    select * from steps_of_mandate(%(unit)s, %(mandate)s, %(section)s, %(kinds)s::text[], %(states)s::text[],
                                   %(steps)s::text[], %(buts)s::text[], %(counters)s::text[], %(roles)s::text[])
), waits as (
    select i.id, i.due_at, h.since, h.until
    from step s
    cross join held h
    cross join lateral (
        select o.id, o.due_at
        from open_work o
        where o.jurisdiction = h.jurisdiction and o.kind = s.kind and o.state = s.state
          and case when waits_at(o.step, o.section, o.assignee, s.step, s.but, %(mandate)s, s.others, s.elsewhere)
              and (%(after_id)s::uuid is null
                   or (coalesce(o.due_at, 'infinity'), o.id)
                      > (coalesce(%(after_due)s, 'infinity'::timestamptz), %(after_id)s))
              then true else false end
        order by o.due_at asc nulls last, o.id
        limit %(limit)s
    ) i
    union all
    select i.id, i.due_at, null, null
    from step s
    cross join unnest(%(seats)s::int[]) as c(seat)
    cross join lateral (
        select o.id, o.due_at, o.jurisdiction
        from work_at_receiver o
        where o.received_seat = c.seat and o.kind = s.kind and o.state = s.state
          and case when waits_at(o.step, o.section, o.assignee, s.step, s.but, %(mandate)s, s.others, s.elsewhere)
              and (%(after_id)s::uuid is null
                   or (coalesce(o.due_at, 'infinity'), o.id)
                      > (coalesce(%(after_due)s, 'infinity'::timestamptz), %(after_id)s))
              then true else false end
        order by o.due_at asc nulls last, o.id
        limit %(limit)s
    ) i
    where i.jurisdiction <> all (%(scope)s::int[])
), place as materialized (
    select * from waits
    order by due_at asc nulls last, id
    limit %(limit)s
)
select w.*, coalesce(is_late_before(w.due_at, w.paused_at, (select world_now()), p.since), false) as late_before,
       coalesce(w.received_at < p.until, false) as undecided
from place p
cross join lateral (select * from listed_item where listed_item.id = p.id offset 0) w
order by w.due_at asc nulls last, w.id
