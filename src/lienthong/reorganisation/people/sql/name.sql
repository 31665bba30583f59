insert into succession as s (plan, mandate, unit, successor, named_by, at)
values (%(plan)s, %(mandate)s, %(unit)s, %(successor)s, %(by)s, world_now())
on conflict (plan, mandate, unit) do update set
    successor = excluded.successor, named_by = excluded.named_by, at = excluded.at
