-- How many stand where, in each direction, of those that the words find.
with listed as (
    select 'di' as direction, c.state, concat_ws(' ', coalesce(d.sign, a.sign), c.to_name, c.to_id) as words
    from axis_consignment c
    left join document d on d.id = c.document
    left join axis_arrival a on a.id = c.arrival
    where c.seat = any (%(seats)s::int[]) or c.seat is null
    union all
    select 'den', a.state, concat_ws(' ', a.sign, a.from_name, a.from_id)
    from axis_arrival a
    where a.seat = any (%(seats)s::int[]) or a.seat is null
)
select direction, state, count(*)::int as n
from listed
where (%(words)s::text is null or strpos(lower(words), lower(%(words)s::text)) > 0)
group by direction, state
