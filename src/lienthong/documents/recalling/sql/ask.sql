-- Why an addressee kept the letter the last time stays to be read until it answers anew.
update delivery set recall_asked_at = world_now(), recall_reason = %(reason)s, recall_answer = ''
where item = any (%(items)s)
