-- Jurisdictions some living plan divides, with their parts.
select array_agg(jurisdiction) as jurisdictions, world_now() as at
from (select pp.jurisdiction from plan p
      join planned_holding pp on pp.plan = p.id
      join jurisdiction j on j.id = pp.jurisdiction and j.kind = 'part' and j.area is not null
      where p.state <> 'reversed'
      union
      select j.parent from plan p
      join planned_holding pp on pp.plan = p.id
      join jurisdiction j on j.id = pp.jurisdiction and j.kind = 'part' and j.area is not null
      where p.state <> 'reversed') as b
