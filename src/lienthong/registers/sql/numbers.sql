-- Which numbers stand in a register, to say which do not. `entry_dossier` stands for the view of any register.
select e.book, e.number
from entry_dossier e
where e.unit = %(unit)s and e.outcome in (0, 1, 2) and e.at >= %(since)s and e.at < %(until)s and e.number is not null
