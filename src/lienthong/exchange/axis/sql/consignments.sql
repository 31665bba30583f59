-- What left and what came, newest first. The sign is the letter's own, or that of the letter a word is about.
with listed as (
    select c.id, 'di' as direction, c.kind, c.code, coalesce(d.sign, a.sign, '') as sign, c.to_name as other,
           c.to_id as other_id, c.state, c.tries::int as tries, c.said_at as at,
           case when c.state = 'waiting' and c.tries = 0 then '' else c.answer end as note, w.id as item,
           case when c.state = 'waiting' and c.tries > 0 then c.next_at end as next_at
    from axis_consignment c
    left join document d on d.id = c.document
    left join axis_arrival a on a.id = c.arrival
    left join work_item w on w.id = c.item
    where coalesce(%(direction)s::text, 'di') = 'di' and (c.seat = any (%(seats)s::int[]) or c.seat is null)
    union all
    select a.id, 'den', a.kind, a.code, a.sign, a.from_name, a.from_id, a.state, 1, a.at, a.answer, w.id, null
    from axis_arrival a
    left join work_item w on w.id = a.item
    where coalesce(%(direction)s::text, 'den') = 'den' and (a.seat = any (%(seats)s::int[]) or a.seat is null)
)
select id, direction, kind, code, sign, other, other_id, state, tries, at, note, item, next_at
from listed
where (%(state)s::text is null or state = %(state)s)
  and (%(words)s::text is null or strpos(lower(concat_ws(' ', sign, other, other_id)), lower(%(words)s::text)) > 0)
order by at desc, direction, id desc
offset %(offset)s limit %(limit)s
