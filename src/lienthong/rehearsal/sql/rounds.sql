select id, campaign, number, kind, phase, seed, speed, played_by, scenarios, state, is_open_ended, catalogue,
       roster_sha256, expectations_sha256, starts_at, starts_real_at, ended_at, ended_real_at, lateness_p99_ms, validity,
       (select count(*) from round_unit u where u.round = t.id)::int as units
from trial_round t
order by number desc
limit %(limit)s
