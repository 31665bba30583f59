-- The steps of a round that counterparts play from one scenario minute to another, with the parameters of their cases and what only they may know.
select e.id as expectation, e.scenario, e.step, e.instance, e.unit, c.id as "case", c.at_minute, c.params, s.nonce,
       s.baseline
from expectation e
join planned_case c on c.id = e."case"
join secrets_of_round(%(round)s) s on s."case" = c.id
where e.round = %(round)s and not e.is_peoples
  and c.at_minute >= %(from_minute)s and (%(to_minute)s::float is null or c.at_minute < %(to_minute)s)
order by c.at_minute, e.id
