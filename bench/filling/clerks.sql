-- A clerk in every commune of the nation in which nobody serves: a letter goes only where somebody receives it.
with empty as (
    select u.id as unit, row_number() over (order by u.id)::int as nth
    from unit u join area a on a.id = u.area and a.rank = 'commune'
    where u.body = 'ubnd' and u.during @> world_today() and not exists (select from post p where p.unit = u.id)
), people as (
    insert into person (id, name, folded)
    select (select max(id) from person) + nth, 'Văn thư ' || unit, 'van thu ' || unit from empty
), posts as (
    insert into post (id, unit, section, role, title)
    select (select max(id) from post) + nth, unit, 'Văn phòng', 'van_thu', 'Văn thư' from empty
)
insert into mandate (id, person, post, during, temporary, basis)
select (select max(id) from mandate) + nth, (select max(id) from person) + nth, (select max(id) from post) + nth,
       daterange('2025-01-01', null), false, 'Đo lường'
from empty
