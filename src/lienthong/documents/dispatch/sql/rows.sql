-- Addressees of an issued letter, a page of them, with how many stand where. By name as far as a person would look through
-- them; a letter to the nation is in the order of the registry: to find 3,321 names and put them in order costs more than
-- all the rest. Only of those shown is looked up what the journal and other letters say.
-- `counts`, of the whole letter, stands in the first row; there is one where the filter shows nothing.
with every as materialized (
    select d.item, d.seat, d.outside, d.name, d.is_copy, d.state, d.arrived_at, d.register_number, d.register_letter,
           d.register_year, d.registered_at, d.closed_at, d.is_late, d.reminded_at, d.recall, d.note
    from dispatch_of(%(document)s) d
), counts as materialized (
    select coalesce(jsonb_object_agg(state, jsonb_build_array(n, late)), '{}') as counts, sum(n) <= 500 as is_short
    from (select state, count(*) as n, count(*) filter (where is_late) as late from every group by state) c
), filtered as materialized (
    select e.*, coalesce(e.name, body.name) as said, (count(*) over ())::int as total
    from every e
    cross join counts c
    left join lateral (
        select u.name, u.area
        from holding h join unit u on u.id = h.unit
        where h.jurisdiction = e.seat and h.during @> %(today)s::date and (c.is_short or %(words)s::text is not null)
    ) body on true
    where (%(state)s::text is null or e.state = %(state)s
           or %(state)s = 'late' and e.is_late
           or %(state)s = 'open' and e.closed_at is null and e.state <> 'received')
      and (%(words)s::text is null or body.area = any (%(areas)s::int[])
           or strpos(lower(coalesce(e.name, body.name)), lower(%(words)s::text)) > 0)
), page as materialized (
    select f.*, row_number() over (
               order by f.outside nulls first, case when c.is_short then sort_key(f.said) end, f.seat, f.item) as place
    from filtered f cross join counts c
    order by place
    offset %(offset)s limit %(limit)s
), course as materialized (
    select * from courses_of(array(select p.item from page p where p.item is not null and p.state <> 'arrived'))
)
select p.item, p.outside, coalesce(p.said, body.name) as name, p.is_copy, p.state, p.arrived_at, p.register_number,
       p.register_letter, p.register_year, p.registered_at, course.directed_at, p.closed_at, p.is_late, p.reminded_at,
       p.recall, p.note, course.answer_sign, course.answered_at, course.answer_item, was.name as in_place_of,
       coalesce(p.total, 0) as total, case when p.place is not distinct from min(p.place) over () then c.counts end as counts
from counts c
left join page p on true
left join holding h on h.jurisdiction = p.seat and h.during @> %(today)s::date
left join unit body on body.id = h.unit
left join jurisdiction seat on seat.id = p.seat
left join unit was on was.id = seat.unit and not was.during @> (p.arrived_at at time zone 'Asia/Ho_Chi_Minh')::date
left join course on course.item = p.item
order by p.place
