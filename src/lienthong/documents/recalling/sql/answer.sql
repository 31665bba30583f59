update delivery set recall_answer = %(answer)s, recall_refused = %(reason)s
where item = %(item)s and recall_asked_at is not null and recall_answer = ''
