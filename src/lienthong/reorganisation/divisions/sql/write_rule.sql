insert into division_rule (plan, undivided, no, kind, pattern, part)
select %(plan)s, %(undivided)s,
       1 + coalesce((select max(no) from division_rule where plan = %(plan)s and undivided = %(undivided)s), 0),
       %(kind)s, %(pattern)s, %(part)s
returning id, no
