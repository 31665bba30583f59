-- The same work, counted by one of the three views or by constant territory (the jurisdiction, whoever holds it).
with own as (
    select array_agg(j.id) as jurisdictions, array_agg(j.id) filter (where j.kind = 'seat') as seats
    from jurisdiction j
    left join jurisdiction whole on whole.id = j.parent
    left join unit u on u.id = j.unit
    where coalesce(j.area, u.area) = %(area)s or whole.area = %(area)s
), found as (
    select w.closed_at,
           w.closed_at is null
               and is_late_here(w.due_at, w.paused_at, (select world_now()), held_since(w.jurisdiction)) as late_here,
           w.closed_at is null
               and is_late_before(w.due_at, w.paused_at, (select world_now()), held_since(w.jurisdiction)) as late_before,
           case %(by)s when 'recorded' then rs.unit
                       when 'current' then holder_of(w.jurisdiction, world_today())
                       when 'as_of' then holder_of(w.jurisdiction, %(on)s::date) end as unit,
           case when %(by)s = 'constant' then w.jurisdiction end as jurisdiction
    from own
    join visible_item w on w.parties && own.jurisdictions  -- reaches the index; both below are parties
        and (w.jurisdiction = any (own.jurisdictions) or w.received_seat = any (own.seats))
    left join jurisdiction rs on rs.id = w.received_seat
)
select coalesce(u.short_name, case j.kind when 'part' then 'phần về ' || pa.name when 'territory' then 'địa bàn ' || ta.name
                                          when 'seat' then 'văn bản gửi ' || su.short_name else j.field end, '–') as name,
       (count(*) filter (where f.closed_at is null))::int as open,
       (count(*) filter (where f.closed_at is not null))::int as closed,
       (count(*) filter (where f.late_here))::int as late,
       (count(*) filter (where f.late_before))::int as late_before
from found f
left join unit u on u.id = f.unit
left join jurisdiction j on j.id = f.jurisdiction
left join area pa on pa.id = j.area and j.kind = 'part'
left join area ta on ta.id = j.area and j.kind = 'territory'
left join unit su on su.id = j.unit
group by 1
