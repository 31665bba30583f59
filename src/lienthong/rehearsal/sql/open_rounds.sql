-- Rounds the verifier still has something to write about.
select t.id, t.number, t.speed, t.played_by, t.is_open_ended, t.starts_at, t.ended_at, t.state, t.guest_pass
from trial_round t
where t.starts_at is not null
  and not exists (select from snapshot s where s.round = t.id and s.is_final)
order by t.number
