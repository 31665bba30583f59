-- One line for each item whose citizen was shown. A request that only reads does not wait for the disk: of the last
-- half second before a server is lost, lines of reads may be missing (decision 0025). An act's COMMIT waits as ever.
insert into reading (item, at, door, mandate, unit, seat)
select item, world_now(), %(door)s, %(mandate)s, %(unit)s, %(seat)s
from unnest(%(items)s::uuid[]) item
where (select set_config('synchronous_commit',
                         case when %(lasting)s then current_setting('synchronous_commit') else 'off' end, true)) <> ''
