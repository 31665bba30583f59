-- Passed steps of each system at each snapshot: the course of a round.
select s.number, s.as_of, s.is_final, s.sha256,
       (select jsonb_object_agg(system, numbers -> 'systems' -> system -> 'step_rate')
        from jsonb_object_keys(s.numbers -> 'systems') as system) as steps
from snapshot s where s.round = %(round)s order by s.number
