-- Bodies whose seat the reader holds or oversees today: their own first, then those that have ended, by name. With
-- the years in which they numbered anything; `total`, `open` and `closed` count what the words find in all.
with readable as (
    select u.id, u.code, u.name, u.short_name, upper(u.during) as ends_on, u.id = %(own)s as is_own,
           coalesce(upper(u.during) <= world_today(), false) as is_closed
    from jurisdiction j
    join unit u on u.id = j.unit
    where j.kind = 'seat' and j.id = any (%(seats)s::int[])
      and (%(words)s::text = '' or u.code = %(words)s or u.area = any (%(areas)s::int[])
           or exists (select from area a, unnest(%(phrases)s::text[]) as typed(phrase)
                      where a.id = u.area and strpos(' ' || a.folded, ' ' || typed.phrase) > 0))
), counted as (
    select count(*) as total, count(*) filter (where is_closed) as closed from readable
), listed as (
    select * from readable where %(closed)s::bool is null or is_closed = %(closed)s
    order by not is_own, ends_on is not null, sort_key(name), id
    limit %(limit)s offset %(offset)s
)
select counted.total::int, counted.closed::int, listed.id, listed.code, listed.name, listed.short_name,
       listed.ends_on, listed.is_own, listed.is_closed,
       (select array_agg(distinct b.year order by b.year) from book b where b.unit = listed.id) as years
from counted left join listed on true
order by not is_own, ends_on is not null, sort_key(name), id
