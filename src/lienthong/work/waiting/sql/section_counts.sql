-- How much lies in a section, by kind (section.sql); of each jurisdiction so many are counted and no more (`is_more`).
select kind, sum(n)::int as n, bool_or(of_all >= %(most)s::int) as is_more
from (
    select i.kind, i.n, sum(i.n) over (partition by h.jurisdiction) as of_all
    from unnest(%(held)s::int[]) as h(jurisdiction)
    cross join lateral (
        select kind, count(*) as n
        from (
            select o.kind from open_work o
            where o.jurisdiction = h.jurisdiction
              and case when %(section)s::text <> ''
                  and (o.section = %(section)s
                       or o.assignee = any ((select array_agg(m.id)
                                             from post p join mandate m on m.post = p.id and m.during @> world_today()
                                             where p.unit = %(unit)s and p.section = %(section)s)::int[]))
                  then true else false end
            limit %(most)s::int
        ) o
        group by kind
    ) i
) of_one
group by kind
order by kind
