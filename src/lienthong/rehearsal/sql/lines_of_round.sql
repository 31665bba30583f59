-- What the journal says of a round itself: few among the lines that belong to no item.
select id, at, verb, mandate, facts
from journal
where item is null and origin = 0 and (facts ->> 'round')::int = %(number)s
  and verb in ('round.planned', 'round.started', 'round.ended', 'round.conduct_noted', 'round.unit_withdrawn')
order by id
