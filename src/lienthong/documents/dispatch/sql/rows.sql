-- Addressees of an issued letter, a page of them. By name as far as a person would look through them; a letter to the
-- nation is in the order of the registry: to put 3,321 names in order costs more than all the rest. Only of those shown
-- is looked up what the journal and other letters say.
with every as materialized (
    select d.item, d.seat, d.outside, d.is_copy, d.state, d.arrived_at, d.register_number, d.register_year,
           d.registered_at, d.closed_at, d.is_late, d.reminded_at, d.recall, d.note, u.area,
           coalesce(d.name, person.name, u.name) as name
    from dispatch_of(%(document)s) d
    left join holding h on h.jurisdiction = d.seat and h.during @> %(today)s::date
    left join unit u on u.id = h.unit
    left join mandate m on m.id = d.mandate
    left join person on person.id = m.person
), filtered as materialized (
    select e.*, (count(*) over ())::int as total
    from every e
    where (%(state)s::text is null or e.state = %(state)s
           or %(state)s = 'late' and e.is_late
           or %(state)s = 'open' and e.closed_at is null and e.state <> 'received')
      and (%(words)s::text is null or e.area = any (%(areas)s::int[])
           or strpos(lower(e.name), lower(%(words)s::text)) > 0)
), page as (
    select * from filtered
    order by outside nulls first, case when total <= 500 then sort_key(name) end, seat, item
    offset %(offset)s limit %(limit)s
)
select p.item, p.outside, p.name, p.is_copy, p.state, p.arrived_at, p.register_number, p.register_year,
       p.registered_at, course.directed_at, p.closed_at, p.is_late, p.reminded_at, p.recall, p.note, course.answer_sign,
       course.answered_at, course.answer_item, was.name as in_place_of, p.total
from page p
left join jurisdiction seat on seat.id = p.seat
left join unit was on was.id = seat.unit and not was.during @> (p.arrived_at at time zone 'Asia/Ho_Chi_Minh')::date
left join lateral course_of(p.item) course on p.item is not null and p.state <> 'arrived'
order by p.outside nulls first, case when p.total <= 500 then sort_key(p.name) end, p.seat, p.item
