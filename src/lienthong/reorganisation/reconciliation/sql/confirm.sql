insert into confirmation (plan, unit, totals, mandate, at)
values (%(plan)s, %(unit)s, %(totals)s, %(mandate)s, world_now())
on conflict (plan, unit) do nothing
