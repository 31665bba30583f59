select no, kind, pattern, part, id from division_rule
where plan = %(plan)s and undivided = %(undivided)s and withdrawn_at is null
order by no
