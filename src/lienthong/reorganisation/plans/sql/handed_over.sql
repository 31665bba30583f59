select jurisdiction from planned_holding where plan = %(plan)s
