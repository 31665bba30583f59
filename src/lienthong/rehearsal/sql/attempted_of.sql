select expectation, number, verdict, decided_at, on_time, conforming, actor_kind
from attempt where round = %(round)s and decided_at <= %(as_of)s
