-- Open incoming letters of these jurisdictions, counted once by state, section and person: each sums up to all. Who has
-- left is nobody.
with letter as materialized (
    select w.state, w.section, coalesce(p.name, '') as person,
           coalesce(is_overdue(w.due_at, w.paused_at, (select world_now())), false) as late,
           coalesce(is_overdue(w.due_at, w.paused_at, %(until)s::timestamptz + interval '1 microsecond'), false) as soon
    from work_item w
    left join mandate m on m.id = w.assignee and m.during @> (select world_today())
    left join person p on p.id = m.person
    where w.jurisdiction = any (%(held)s::int[]) and w.kind = 'delivery' and w.closed_at is null
), counted as (
    select case when grouping(state) = 0 then 'state' when grouping(section) = 0 then 'section'
                when grouping(person) = 0 then 'person' else 'all' end as by,
           coalesce(state, section, person, '') as label,
           count(*)::int as open, (count(*) filter (where late))::int as late,
           (count(*) filter (where soon and not late))::int as due_soon
    from letter
    group by grouping sets ((), (state), (section), (person))
)
select by, label, open, late, due_soon
from counted
order by array_position(array['all', 'state', 'section', 'person'], by), label = '', sort_key(label)
