-- Jurisdictions whose work is counted by a row: what a body holds on one of the days, or whatever is held then.
select distinct h.jurisdiction
from holding h
where (%(unit)s::int is null or h.unit = %(unit)s::int)
  and h.during && daterange(%(since)s::date, %(until)s::date, '[]')
order by h.jurisdiction
