-- Which numbers stand in a register, and what became of them.
select book, number, at, closed_at is null as is_open, state in ('returned', 'refused') and not (kind = 'dossier' and state = 'returned') as is_void
from register_entry
where unit = %(unit)s and year = %(year)s and register = %(register)s
order by at, number
