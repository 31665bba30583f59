-- Who loses and who gains rights by a plan, person by person: the posts of units that end, on their last day, beside
-- the posts of units that begin, on their first. `unit`: only whom it loses or gains.
with ending as (
    select m.person, u.id as unit, u.short_name, u.code, a.folded, p.title, p.role, p.section
    from plan join planned_unit pu on pu.plan = plan.id and not pu.begins
    join unit u on u.id = pu.unit join post p on p.unit = u.id left join area a on a.id = u.area
    join mandate m on m.post = p.id and m.during @> plan.effective_on - 1
    where plan.id = %(plan)s
), beginning as (
    select m.person, u.id as unit, u.short_name, u.code, a.folded, p.title, p.role, p.section, m.temporary
    from plan join planned_unit pu on pu.plan = plan.id and pu.begins
    join unit u on u.id = pu.unit join post p on p.unit = u.id left join area a on a.id = u.area
    join mandate m on m.post = p.id and (m.during @> plan.effective_on or lower(m.during) >= date '9999-01-01')
        -- Whom a reversed plan had prepared has no right to expect.
        and not exists (select from planned_mandate gone join plan r on r.id = gone.plan and r.state = 'reversed'
                        where gone.mandate = m.id and gone.begins)
    where plan.id = %(plan)s
), matching as materialized (
    select pe.name, e.unit as old_unit, e.short_name as old_name, e.title as old_title, e.role as old_role,
           b.unit as new_unit, b.short_name as new_name, b.title as new_title, b.role as new_role,
           b.section as new_section, b.temporary, coalesce(e.code, b.code) as code, coalesce(e.unit, b.unit) as unit,
           case when b.unit is null then 'loses' when e.unit is null then 'gains' else 'moves' end as standing
    from ending e full join beginning b on b.person = e.person
    join person pe on pe.id = coalesce(e.person, b.person)
    -- From the beginning of a word: «An Khánh» is not in «Tân Khánh».
    where (%(unit)s::int is null or %(unit)s in (e.unit, b.unit))
      and (%(words)s::text = '' or strpos(' ' || concat_ws(' | ', pe.folded, e.folded, b.folded, e.code, b.code), ' ' || %(words)s) > 0)
), shown as (
    select m.*, row_number() over (order by code, unit, sort_key(name), old_unit, new_unit) as no from matching m
    where %(standing)s::text = '' or standing = %(standing)s
    order by no offset %(offset)s limit %(limit)s
)
select (select coalesce(jsonb_object_agg(standing, n), '{}') from (select standing, count(*) as n from matching group by standing) c) as counts,
       (select coalesce(jsonb_agg(to_jsonb(s) order by no), '[]') from shown s) as rows
