-- A finding closes when, in a later round, the same step passed in every case of every unit it names.
update finding f set closed_round = later.number
from trial_round later, trial_round found_in
where f.id = %(finding)s and f.closed_round is null
  and found_in.id = f.round and later.number = %(number)s and later.number > found_in.number
  and not exists (
      select from unnest(f.units) as named(unit)
      left join expectation_standing(later.id, 'infinity') s
          on s.unit = named.unit and s.scenario = f.scenario and s.step = f.step
      where s.passed is not true)
returning f.id
