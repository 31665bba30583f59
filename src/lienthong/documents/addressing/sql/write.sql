-- Whom a letter goes to, all at once: bodies here, people of the sender's own body, bodies outside in their order.
with bodies as (
    insert into addressee (document, seat, is_copy)
    select %(document)s, seat, is_copy from unnest(%(seats)s::int[], %(copies)s::bool[]) as t(seat, is_copy)
), persons as (
    insert into person_addressee (document, mandate)
    select %(document)s, mandate from unnest(%(persons)s::int[]) as mandate
)
insert into outside_addressee (document, ordinal, name, address, way, receipt)
select %(document)s, ordinal, name, address, way, ''
from unnest(%(names)s::text[], %(addresses)s::text[], %(ways)s::text[]) with ordinality as t(name, address, way, ordinal)
