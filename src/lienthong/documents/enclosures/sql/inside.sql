select id, kind, reference, subject, state, received_at, due_at, paused_at, closed_at, 'inside' as how
from letters_inside(%(query)s::tsquery, %(limit)s)
