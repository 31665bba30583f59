update delivery set recall_asked_at = world_now(), recall_reason = %(reason)s where item = any (%(items)s)
