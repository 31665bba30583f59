-- The body of a code on a day. The city's committee has an agency code and answers to its province's code as
-- well: it is who holds that territory.
select u.id, u.code, u.body, u.name, u.short_name, u.abbreviation, u.area, u.agency, u.superior, u.basis, u.side,
       lower(u.during) as starts_on, upper(u.during) as ends_on
from unit u
where u.body = %(body)s and u.during @> %(on)s::date
  and (u.code = %(code)s
       or (u.agency is not null
           and u.id = (select holder_of(territory_of(a.id), %(on)s::date)
                       from area a where a.code = %(code)s and a.during @> %(on)s::date)))
order by u.code = %(code)s desc
limit 1
