-- Bodies of the city that a letter may go to: its agencies, and of each commune the committee and the Party's.
with city as materialized (
    select communes_of((select id from area where code = '79' and rank = 'province' and during @> world_today()),
                       world_today()) as area
)
select u.id, u.name, u.short_name, u.abbreviation, u.area, u.side
from unit u
where u.during @> world_today()
  and (u.agency is not null or u.body in ('ubnd', 'dang_uy') and u.area in (select area from city))
