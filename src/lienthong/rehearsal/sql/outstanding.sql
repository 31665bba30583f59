-- Expectations without a verdict yet, whether the verifier has closed the round, and held it against its records.
select (select count(*) from expectation e where e.round = t.id
          and not exists (select from attempt a where a.expectation = e.id))::int as undecided,
       exists (select from snapshot s where s.round = t.id and s.is_final) as settled,
       exists (select from round_check c where c.round = t.id) as checked
from trial_round t where t.number = %(number)s
