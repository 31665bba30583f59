-- The round of the same campaign and the same players that ended last before this one.
select number from trial_round
where campaign = %(campaign)s and played_by = %(played_by)s and number < %(number)s and state = 'ended'
order by number desc limit 1
