-- Open work of these divisions the transaction may see, by jurisdiction: of the undivided what is in question.
select jurisdiction, n from division_counts(%(plan)s, %(held)s::int[]) where n > 0
