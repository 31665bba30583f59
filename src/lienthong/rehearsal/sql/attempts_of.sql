select expectation, max(number) as number, (array_agg(verdict order by number desc))[1] as verdict,
       (array_agg(ended_at order by number desc))[1] as ended_at,
       bool_or(conforming) as decided, array_agg(line) filter (where line is not null) as lines
from attempt
where round = %(round)s
group by expectation
