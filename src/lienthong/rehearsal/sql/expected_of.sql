select id, unit, system, "case", mandatory, catches, is_peoples, procedure from expectation where round = %(round)s
