-- The row the reader answers on; of a file that is being read already, that one.
with made as (
    insert into offered_file (name, size, sha256, mandate, at, state, told)
    values (%(name)s, %(size)s, %(sha256)s, %(mandate)s, world_now(), 'received', '')
    on conflict (sha256) where state in ('received', 'reading') do nothing
    returning id
)
select id from made
union all
select id from offered_file where sha256 = %(sha256)s and state in ('received', 'reading')
limit 1
