-- Of many bodies those who receive for their seats on the day, each body's staff looked up by its key: a letter to one
-- must not read the staff of a city. Where nobody holds the seat yet, the body itself, which takes up nothing.
select coalesce(heir.id, own.id) as unit, coalesce(heir.name, own.name) as name,
       heir.id is not null and exists (
           select from post p join mandate m on m.post = p.id and m.during @> %(on)s::date
           where p.unit = heir.id and p.role = any (%(roles)s::text[]) offset 0
       ) as takes_up
from unnest(%(units)s::int[]) with ordinality as asked(unit, nth)
join unit own on own.id = asked.unit
left join unit heir on heir.id = holder_of(seat_of(own.id), %(on)s::date)
order by nth
