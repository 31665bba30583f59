-- What was done to a plan, newest first: a page of the lines of one group, or of all; how many there are by verb.
with line as materialized (select * from plan_lines(%(plan)s::int)),
shown as (
    select * from line where %(verbs)s::text[] is null or verb = any (%(verbs)s::text[])
    order by at desc, id desc offset %(offset)s limit %(limit)s
)
select (select coalesce(jsonb_object_agg(verb, n), '{}') from (select verb, count(*) as n from line group by verb) c) as counts,
       (select coalesce(jsonb_agg(jsonb_build_object(
                    'at', s.at, 'verb', s.verb, 'facts', s.facts, 'who', p.name, 'title', po.title, 'unit', u.short_name)
                    order by s.at desc, s.id desc), '[]')
        from shown s
        left join mandate m on m.id = s.mandate
        left join person p on p.id = m.person
        left join post po on po.id = m.post
        left join unit u on u.id = s.unit) as rows
