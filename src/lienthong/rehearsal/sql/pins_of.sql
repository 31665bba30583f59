select scenario, content, sha256 from scenario_pin where round = %(round)s order by scenario
