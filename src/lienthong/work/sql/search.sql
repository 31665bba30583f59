select id, kind, reference, subject, state, received_at, due_at, paused_at, closed_at
from search_visible(%(words)s, %(reference)s, %(limit)s)
