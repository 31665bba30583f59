select no, kind, pattern, part, id from division_rule where plan = %(plan)s and undivided = %(undivided)s order by no
