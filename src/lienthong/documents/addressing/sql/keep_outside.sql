-- A body outside that was written to is on the list for the next time, as it was written down last.
insert into outside_body (id, seat, name, address, way)
select id, %(seat)s, name, address, way
from unnest(%(ids)s::uuid[], %(names)s::text[], %(addresses)s::text[], %(ways)s::text[]) as t(id, name, address, way)
on conflict (seat, name) do update set address = excluded.address, way = excluded.way
where (outside_body.address, outside_body.way) <> (excluded.address, excluded.way)
