insert into enclosure (id, document, ordinal, digest, name, mandate, at)
select id, %(document)s, nth, digest, name, %(mandate)s, world_now()
from unnest(%(ids)s::uuid[], %(digests)s::text[], %(names)s::text[]) with ordinality as f(id, digest, name, nth)
