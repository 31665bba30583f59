select jurisdiction, kind, state, n, late, seconds_left, a, b from reconciliation_lines()
