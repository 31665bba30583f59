select items, missing, refined, moved, closed, due_changed, codes_changed, by_acts, unexplained
from compare_snapshot(%(reconciliation)s)
