-- Wards as a reporter names them: do they stand on the day, and if they ended, does one heir follow them?
select a.id as area,
       case when a.during @> %(on)s::date then 'stands'
            when lower(a.during) > %(on)s::date then 'not_begun'
            when (select count(*) from area_heir h where h.old = a.id) > 1 then 'divided'
            else 'ended' end as standing
from area a
where a.id = any (%(areas)s::int[]) and a.rank = 'commune'
