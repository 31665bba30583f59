update trial_round set state = 'running', starts_at = world_now() + %(delay)s, starts_real_at = now() + %(delay)s,
                       guest_pass = %(guest_pass)s
where number = %(number)s and state = 'planned'
returning starts_at, starts_real_at, speed
