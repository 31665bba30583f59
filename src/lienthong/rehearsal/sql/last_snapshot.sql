select number, sha256 from snapshot where round = %(round)s order by number desc limit 1
