-- Every row of the calendar that was ever approved, in the order of approval. A body's own counts for the jurisdictions
-- it holds, on the days it holds them.
select d.id, d.rule, d.value, d.unit, h.jurisdiction, lower(coalesce(h.during * d.during, d.during)) as since,
       upper(coalesce(h.during * d.during, d.during)) - 1 as until, d.approved_at, d.withdrawn_at
from decided_row d
left join holding h on h.unit = d.unit and h.during && d.during
where d.approved_at is not null and d.rule in ('day', 'hours')
order by d.approved_at, d.id, h.jurisdiction
