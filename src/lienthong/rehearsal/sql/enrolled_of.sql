select unit, code, cast_posts, cast_words, withdrawn_at from round_unit where round = %(round)s order by code
