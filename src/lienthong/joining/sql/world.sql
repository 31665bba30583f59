-- Which world this is, at which instant of its clock, and which it has joined.
select w.origin::int as origin, w.name, w.kind, world_now() as at,
       current_setting('server_version_num')::int / 10000 as server,
       coalesce((select array_agg(distinct o::int order by o::int)
                 from joined_world j, unnest(j.origins) o where j.state = 'joined'), '{}') as joined
from world w
