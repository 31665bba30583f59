delete from division_rule where plan = %(plan)s and undivided = %(undivided)s and no = %(no)s returning no
