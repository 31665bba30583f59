select unit, severity, n, untaken, overdue, oldest_at from open_incidents()
