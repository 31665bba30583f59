select scenario, content from scenario_pin where round = %(round)s order by scenario
