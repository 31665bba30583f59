select number, as_of, cut, numbers, is_final, sha256, previous_sha256
from snapshot where round = %(round)s order by number
