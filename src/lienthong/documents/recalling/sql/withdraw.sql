update delivery set recall_answer = 'withdrawn' where item = any (%(items)s)
