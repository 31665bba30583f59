select id, plan, at, is_live, numbers, sha256 from reconciliation
where plan = %(plan)s and (%(id)s::int is null or id = %(id)s)
order by id desc limit 1
