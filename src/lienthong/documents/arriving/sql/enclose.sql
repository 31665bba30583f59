insert into enclosure (id, document, ordinal, digest, name, mandate, at)
select f.id, %(document)s, f.nth, f.digest, f.name, %(mandate)s, world_now()
from unnest(%(ids)s::uuid[], %(digests)s::text[], %(names)s::text[]) with ordinality as f(id, digest, name, nth)
