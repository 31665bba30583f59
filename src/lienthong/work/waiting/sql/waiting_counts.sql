-- Where something waits for one mandate, and how much (waiting.sql): of each step in each jurisdiction, and of each at
-- which it came in, so many are counted and no more (`is_more`), from the index alone. Of the latter those that lie here
-- are not said again, but where they are that many, others may be behind them.
with step as materialized (
    select * from steps_of_mandate(%(unit)s, %(mandate)s, %(section)s, %(kinds)s::text[], %(states)s::text[],
                                   %(steps)s::text[], %(buts)s::text[], %(counters)s::text[], %(roles)s::text[])
)
select kind, state, step, jurisdiction, came_in, n::int as n, counted >= %(most)s::int as is_more
from (
    select s.kind, s.state, s.step, h.jurisdiction, false as came_in, i.n, i.n as counted
    from step s
    cross join unnest(%(held)s::int[]) as h(jurisdiction)
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
    union all
    select s.kind, s.state, s.step, c.seat, true, i.n, i.counted
    from step s
    cross join unnest(%(seats)s::int[]) as c(seat)
    cross join lateral (
        select count(*) filter (where o.jurisdiction <> all (%(scope)s::int[])) as n, count(*) as counted
        from (
            select o.jurisdiction from work_at_receiver o
            where o.received_seat = c.seat and o.kind = s.kind and o.state = s.state
              and case when waits_at(o.step, o.section, o.assignee, s.step, s.but, %(mandate)s, s.others, s.elsewhere)
                  then true else false end
            limit %(most)s::int
        ) o
    ) i
) of_one
where n > 0 or counted >= %(most)s::int
