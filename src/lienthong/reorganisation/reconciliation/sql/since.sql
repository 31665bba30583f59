select arrived, finished, moved from work_since(%(reconciliation)s::int)
