-- The jurisdictions a plan divides, all or those among `held`, with what waits and what is decided in each: a page of
-- what the filter shows, and how much there is. `whole`: counted for the city, else as far as the transaction sees it.
with counted as materialized (
    select jurisdiction, n from city_division_counts(%(plan)s) where %(whole)s::boolean
    union all
    select jurisdiction, n from division_counts(%(plan)s, %(held)s::int[]) where not %(whole)s::boolean
), divided as materialized (
    select whole.id as undivided, coalesce(nullif(concat_ws(' – ', a.name, whole.field), ''), u.name) as name,
           coalesce(a.code, u.code) as code, a.id as area, a.folded, coalesce(max(l.n), 0) as left,
           coalesce(max(l.n), 0) + coalesce(sum(c.n), 0) as total,
           jsonb_agg(jsonb_build_object(
               'name', concat_ws(', ', case when p.area = whole.area then n.name || ' (ở lại)' else n.name end, p.field,
                                 case when n.id is null then h.short_name end),
               'n', coalesce(c.n, 0)) order by p.id) as parts
    from planned_holding pp
    join jurisdiction p on p.id = pp.jurisdiction and p.kind = 'part'
    join jurisdiction whole on whole.id = p.parent
    left join counted c on c.jurisdiction = p.id
    left join counted l on l.jurisdiction = whole.id
    left join area a on a.id = whole.area
    left join unit u on u.id = whole.unit
    left join area n on n.id = p.area
    left join unit h on h.id = pp.unit
    where pp.plan = %(plan)s and (%(held)s::int[] is null or whole.id = any (%(held)s))
    group by whole.id, a.id, u.id
), matching as materialized (
    select * from divided
    where %(words)s::text = '' or area = any (%(areas)s::int[])
       or strpos(concat_ws(' ', '', folded, lower(code)), ' ' || %(words)s) > 0
), shown as (
    select m.undivided, m.name, m.code, m.left, m.total, m.parts,
           row_number() over (order by m.left desc, m.total desc, code, undivided) as no
    from matching m
    where case %(only)s::text when 'cho' then m.left > 0 when 'xong' then m.left = 0 and m.total > 0
                              when 'trong' then m.total = 0 else true end
    order by no offset %(offset)s limit %(limit)s
)
select (select count(*)::int from divided) as divided,
       jsonb_build_object('', count(*), 'cho', count(*) filter (where m.left > 0),
                          'xong', count(*) filter (where m.left = 0 and m.total > 0),
                          'trong', count(*) filter (where m.total = 0)) as counts,
       coalesce(sum(m.left), 0)::int as left, coalesce(sum(m.total), 0)::int as total,
       (select coalesce(jsonb_agg(to_jsonb(s) - 'no' order by no), '[]') from shown s) as rows
from matching m
