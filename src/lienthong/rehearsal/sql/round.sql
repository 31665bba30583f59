select id, campaign, number, kind, phase, seed, speed, played_by, scenarios, state, is_open_ended, catalogue,
       roster_sha256, expectations_sha256, guest_pass, starts_at, starts_real_at, ended_at, ended_real_at,
       lateness_p99_ms, validity, conduct
from trial_round
where number = %(number)s
