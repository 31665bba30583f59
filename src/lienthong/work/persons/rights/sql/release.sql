update right_used set ended_at = world_now() where item = %(item)s and act = 'restricted' and ended_at is null
