insert into reconciliation (plan, at, is_live, numbers, sha256)
values (%(plan)s, world_now(), %(is_live)s, %(numbers)s, %(sha256)s)
returning id, at
