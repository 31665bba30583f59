-- The same for the whole city: sums, for who plans or supervises.
select jurisdiction, n from city_division_counts(%(plan)s) where n > 0
