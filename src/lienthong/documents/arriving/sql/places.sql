-- Where letters to these bodies arrive today: the seat, whether the body has ended, and its side.
select u.id as unit, seat_of(u.id) as seat, upper(u.during) <= %(day)s as is_over, u.side
from unit u
where u.id = any (%(units)s)
