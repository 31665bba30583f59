-- How many entries of each outcome somebody sees who only keeps the archive. `entry_dossier` stands for the view of any
-- register.
select e.outcome, count(*)::int as entries
from entry_dossier e
where e.unit = %(unit)s and e.outcome in (1, 2) and e.at >= %(since)s and e.at < %(until)s
  and e.closed_at is not null and e.jurisdiction = any (%(kept)s::int[])
group by e.outcome
