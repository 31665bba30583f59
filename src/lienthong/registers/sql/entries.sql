-- Entries by their items, in the order of their register, with who holds each today. `entry_dossier` stands for the
-- view of any register.
select e.book, e.number, e.letter, e.code, e.dated as at, e.subject, e.other, e.kind, e.state, e.closed_at, e.item,
       e.note, now_.short_name as holder
from entry_dossier e
left join holding h on h.jurisdiction = e.jurisdiction and h.during @> (select world_today())
left join unit now_ on now_.id = h.unit
where e.item = any (%(items)s::uuid[])
order by e.at, e.place
