select id, "case", step, cast_post, start_within, within from expectation where round = %(round)s
