-- Bodies a plan begins, with the roles somebody holds there on the first day and what nobody there can do yet.
-- `needs`: what a body of its kind needs and which roles can do it; `head`: what any other body needs.
with needs as materialized (
    select * from jsonb_to_recordset(%(needs)s) as n(body text, no int, label text, roles text[])
), bodies as (
    select u.id as unit, u.code, u.body, u.name, count(m.id)::int as n,
           (count(m.id) filter (where m.temporary))::int as temporary,
           coalesce(array_agg(distinct po.role) filter (where m.id is not null), '{}') as roles
    from plan
    join planned_unit pu on pu.plan = plan.id and pu.begins
    join unit u on u.id = pu.unit
    left join area a on a.id = u.area
    left join post po on po.unit = u.id
    left join mandate m on m.post = po.id and m.during @> plan.effective_on
    where plan.id = %(plan)s
      and (%(words)s::text = '' or u.code = %(words)s or strpos(' ' || a.folded, ' ' || %(words)s) > 0)
    group by u.id
), matching as materialized (
    select b.unit, b.code, b.body, b.name, b.n, b.temporary,
           case when exists (select from needs where needs.body = b.body)
                then array(select label from needs where needs.body = b.body and not needs.roles && b.roles order by no)
                when b.n = 0 then array[%(head)s::text] else '{}' end as missing
    from bodies b
), shown as (
    select m.*, row_number() over (order by code, body <> 'ubnd', body, unit) as no from matching m
    where not %(only)s::boolean or cardinality(missing) > 0
    order by no offset %(offset)s limit %(limit)s
)
select (select count(*)::int from matching) as bodies,
       (select count(*)::int from matching where cardinality(missing) > 0) as lacking,
       (select coalesce(sum(n), 0)::int from matching) as people,
       (select coalesce(jsonb_agg(to_jsonb(s) - 'no' order by no), '[]') from shown s) as rows
