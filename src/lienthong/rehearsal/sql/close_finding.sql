-- A finding closes when, in a later round, the same step passed in every case of every unit it names.
update finding f set closed_round = later.number
from trial_round later, trial_round found_in
where f.id = %(finding)s and f.closed_round is null
  and found_in.id = f.round and later.number = %(number)s and later.number > found_in.number
  and not exists (
      select from unnest(f.units) as named(unit)
      where not exists (
          select from expectation e
          where e.round = later.id and e.unit = named.unit and e.scenario = f.scenario and e.step = f.step)
         or exists (
          select from expectation e
          left join lateral (
              select verdict from attempt a where a.expectation = e.id order by a.number desc limit 1
          ) last on true
          where e.round = later.id and e.unit = named.unit and e.scenario = f.scenario and e.step = f.step
            and coalesce(last.verdict, '') not in ('PASS', 'PASS_ASSISTED')))
returning f.id
