-- Of many bodies those who receive for their seats on the day; a letter to 3,321 asks the staff once. Where nobody holds
-- the seat yet, the body itself, which takes up nothing.
with staffed as materialized (
    select distinct p.unit from post p join mandate m on m.post = p.id and m.during @> %(on)s::date
    where p.role = any (%(roles)s::text[])
)
select coalesce(heir.id, own.id) as unit, coalesce(heir.name, own.name) as name,
       coalesce(heir.id in (select unit from staffed), false) as takes_up
from unnest(%(units)s::int[]) with ordinality as asked(unit, nth)
join unit own on own.id = asked.unit
left join unit heir on heir.id = holder_of(seat_of(own.id), %(on)s::date)
order by nth
