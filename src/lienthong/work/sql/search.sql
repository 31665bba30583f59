select id, kind, reference, subject, state, received_at, due_at, paused_at, closed_at
from visible_item
where (to_tsvector('simple', words) @@ plainto_tsquery('simple', %(words)s) or reference = %(reference)s)
order by received_at desc, id
limit %(limit)s
