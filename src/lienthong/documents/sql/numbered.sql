-- Letters by the number they have in a register of these bodies in a year: that of what came in, that of what was issued.
with body as (
    select unit from jurisdiction where id = any (%(seats)s::int[]) and kind = 'seat'
), numbered as materialized (
    select v.item
    from body join delivery v on v.register_unit = body.unit
    where v.register_year = %(year)s and v.register_number = %(number)s and v.register_letter = %(letter)s
    union
    select f.item
    from body
    join document d on d.issuer_unit = body.unit and d.outcome = any ('{0,1,2}'::smallint[])
    join draft f on f.document = d.id
    where d.issued_at >= %(since)s and d.issued_at < %(until)s and d.number = %(number)s and %(letter)s = ''
)
select w.id, w.kind, w.reference, w.subject, w.state, w.received_at, w.due_at, w.paused_at, w.closed_at,
       w.jurisdiction,
       case when w.sender_seat is not null then (
           select u.name from jurisdiction j join unit u on u.id = j.unit where j.id = w.sender_seat) end as from_name,
       'register' as how
from numbered n join visible_item w on w.id = n.item
order by w.received_at desc, w.id
