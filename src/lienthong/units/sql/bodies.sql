-- The bodies of an area, or an agency, on a day; an area of the city level is answered by its holder.
select u.id, u.code, u.body, u.name, u.short_name, u.abbreviation, u.area, u.agency, u.superior, u.basis, u.side,
       lower(u.during) as starts_on, upper(u.during) as ends_on
from unit u
where u.during @> %(on)s::date
  and (u.area = %(area)s::int or u.agency = %(agency)s::text
       or (u.agency is not null and u.id = holder_of(territory_of(%(area)s::int), %(on)s::date)))
order by u.body = 'ubnd' desc, u.body
