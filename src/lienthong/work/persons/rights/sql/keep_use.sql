-- An item is restricted once until it is released.
insert into right_used (id, act, item, reason, before, mandate, unit, at)
values (%(id)s, %(act)s, %(item)s, %(reason)s, %(before)s, %(mandate)s, %(unit)s, world_now())
on conflict (item) where act = 'restricted' and ended_at is null do nothing
