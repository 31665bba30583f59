-- The committees of communes that are no more, each with the committee of today that receives its letters.
select distinct on (heir.code, was.code) heir.code, was.code as old, was.id as unit, was.name
from unit was
join area a on a.id = was.area and a.rank = 'commune'
join jurisdiction seat on seat.unit = was.id and seat.kind = 'seat'
join holding h on h.jurisdiction = seat.id and h.during @> world_today()
join unit heir on heir.id = h.unit
where was.body = 'ubnd' and upper(was.during) <= world_today() and heir.body = 'ubnd'
order by heir.code, was.code, was.id
