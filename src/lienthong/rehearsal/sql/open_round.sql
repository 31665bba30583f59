insert into trial_round (campaign, number, kind, phase, seed, speed, played_by, scenarios, state, is_open_ended,
                         catalogue, roster_sha256, expectations_sha256, guest_pass)
select c.id, coalesce((select max(number) from trial_round), 0) + 1, %(kind)s, 1, %(seed)s, %(speed)s,
       %(played_by)s, %(scenarios)s, 'planned', %(open_ended)s, %(catalogue)s, %(roster)s, %(expectations)s, ''
from campaign c where c.id = %(campaign)s
returning id, number
