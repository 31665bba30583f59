-- How much waits for one mandate, by kind (waiting.sql); of each step in each jurisdiction so many are counted and no
-- more (`is_more`), from the index alone.
with staff as materialized (
    select m.id as mandate, p.role, p.section
    from post p
    join mandate m on m.post = p.id and m.during @> (select world_today())
    where p.unit = %(unit)s
), step as materialized (
    select a.kind, a.state, a.step, string_to_array(a.but, '|') as but,
           array(select s.mandate from staff s
                 where s.role = any (string_to_array(a.roles, '|')) and s.mandate <> %(mandate)s) as others,
           array(select s.section from staff s
                 where s.role = any (string_to_array(a.roles, '|'))
                   and s.section <> all (array['', a.counter, %(section)s])) as elsewhere
    from unnest(%(kinds)s::text[], %(states)s::text[], %(steps)s::text[], %(buts)s::text[], %(counters)s::text[],
                %(roles)s::text[]) as a(kind, state, step, but, counter, roles)
)
select s.kind, sum(i.n)::int as n, bool_or(i.n >= %(most)s::int) as is_more
from step s
cross join unnest(%(held)s::int[]) as h(jurisdiction)
cross join lateral (
    select count(*) as n
    from (
        select from open_work o
        where o.jurisdiction = h.jurisdiction and o.kind = s.kind and o.state = s.state
          and case when (o.step = s.step or s.step = '-' and o.step <> all (s.but))
              and (o.assignee = %(mandate)s
                   or (o.assignee is null or o.assignee <> all (s.others)) and o.section <> all (s.elsewhere))
              then true else false end
        limit %(most)s::int
    ) o
) i
where i.n > 0
group by s.kind
order by s.kind
