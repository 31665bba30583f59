select starts_at, starts_real_at, speed from start_round(%(number)s, %(delay)s, %(guest_pass)s)
