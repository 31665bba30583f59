select u.id, u.code, u.body, u.name, u.short_name, u.abbreviation, u.area, u.agency, u.superior, u.basis, u.side,
       lower(u.during) as starts_on, upper(u.during) as ends_on
from unit u
where u.id = %(unit)s
