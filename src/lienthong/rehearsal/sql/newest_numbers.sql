select s.numbers from snapshot s join trial_round t on t.id = s.round
where t.number = %(number)s order by s.number desc limit 1
