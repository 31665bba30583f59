select label, holds, said, at from round_check where round = %(round)s order by position
