-- Of each addressee the seat that receives its letters, whether it has ended and who holds its seat today; one that never
-- had a seat has neither.
select seat_of(u) as seat, u as unit, (select upper(during) <= %(day)s from unit where id = u) as is_over,
       holder_of(seat_of(u), %(day)s) as holder
from unnest(%(units)s::int[]) as u
