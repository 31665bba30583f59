-- A seat for each of these units, held by itself.
with seat as (
    insert into jurisdiction (id, kind, unit, during)
    select %(first_seat)s::int + u.id, 'seat', u.id, daterange(lower(u.during), null)
    from unit u
    where u.id = any (%(units)s::int[])
    returning id, unit, during
)
insert into holding (jurisdiction, unit, during) select id, unit, during from seat
