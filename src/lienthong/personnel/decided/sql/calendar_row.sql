-- One row of the calendar as calendar.sql has it, as if it were approved at an instant.
select d.id, d.rule, d.value, d.unit, h.jurisdiction, lower(coalesce(h.during * d.during, d.during)) as since,
       upper(coalesce(h.during * d.during, d.during)) - 1 as until, %(approved_at)s::timestamptz as approved_at,
       null::timestamptz as withdrawn_at
from decided_row d
left join holding h on h.unit = d.unit and h.during && d.during
where d.id = %(id)s
order by h.jurisdiction
