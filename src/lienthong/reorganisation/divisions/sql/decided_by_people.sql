select count(*)::int from open_decision
where plan = %(plan)s and rule is null and jurisdiction = any (%(jurisdictions)s::int[])
