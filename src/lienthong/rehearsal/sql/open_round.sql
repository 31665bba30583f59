select id, number
from open_round(%(campaign)s, %(kind)s, %(seed)s, %(speed)s, %(played_by)s, %(scenarios)s, %(catalogue)s, %(roster)s)
