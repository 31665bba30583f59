-- In the columns of `writing.steps_of`.
select unit, "case", scenario, system, instance, step, position, after, role, cast_post, mandatory, catches, is_peoples,
       start_within, within, procedure
from expectation where round = %(round)s order by unit, "case", position
