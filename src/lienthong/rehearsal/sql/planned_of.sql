select id, unit, scenario, instance, at_minute, params from planned_case where round = %(round)s order by unit, id
