select id, kind, reference, subject, state, received_at, due_at, paused_at, closed_at
from search_citizens(%(query)s, %(held)s::int[], %(kinds)s::text[], %(limit)s)
