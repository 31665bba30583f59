select id, kind, reference, subject, state, received_at, due_at, paused_at, closed_at, jurisdiction, from_name, how
from search_items(%(exact)s::tsquery, %(number)s::tsquery, %(whole)s::tsquery, %(begun)s::tsquery, %(seen)s::text[],
                  %(seen_begun)s::text[], %(spelt)s::text, %(known)s::text[], %(kinds)s::text[], %(held)s::int[],
                  %(limit)s)
