-- The committees to enrol, with the Party committee of the same area and one post for each role of both: the
-- first that somebody holds today. In words: role, section, and which of several such posts it is.
with enrolled as (
    select u.id as unit, u.code, u.name, u.short_name, a.id as area, a.name as area_name, n.code as province,
           not a.during @> date '2025-07-01'
               or exists (select from area_heir h where h.new = a.id and h.is_default) as takes_over,
           p.id as party_unit, p.name as party_name
    from unit u
    join area a on a.id = u.area
    left join area n on n.id = a.province
    left join unit p on p.area = u.area and p.body = 'dang_uy' and p.during @> world_today()
    where u.body = 'ubnd' and u.area is not null and u.during @> world_today()
      and a.rank = 'commune'
      and (u.code = any (%(codes)s::text[])
           or a.id in (select communes_of(o.id, world_today()) from area o
                       where o.code = any (%(provinces)s::text[]) and o.rank = 'province' and o.during @> world_today()))
), post_of_role as (
    select distinct on (e.unit, po.role) e.unit, po.role, po.id, po.section || ' 1' as words
    from enrolled e
    join post po on po.unit in (e.unit, e.party_unit)
    where exists (select from mandate m where m.post = po.id and m.during @> world_today())
    order by e.unit, po.role, po.id
)
select e.unit, e.code, e.name, e.short_name, e.area, e.area_name, e.province, e.takes_over, e.party_unit, e.party_name,
       coalesce(jsonb_object_agg(r.role, r.id) filter (where r.role is not null), '{}') as posts,
       coalesce(jsonb_object_agg(r.role, r.words) filter (where r.role is not null), '{}') as words
from enrolled e
left join post_of_role r on r.unit = e.unit
group by e.unit, e.code, e.name, e.short_name, e.area, e.area_name, e.province, e.takes_over, e.party_unit,
         e.party_name
order by e.code
