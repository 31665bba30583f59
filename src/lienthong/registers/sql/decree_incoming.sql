-- Entries of incoming letters by their items, with the columns of the decree; in the order of the register.
select e.item, e.number, e.letter, e.dated as arrived_at, e.author, e.code as sign, e.letter_on, e.type, e.subject,
       e.section, p.name as assignee, e.state, e.closed_at, e.note
from entry_incoming e
left join mandate m on m.id = e.assignee
left join person p on p.id = m.person
where e.item = any (%(items)s::uuid[])
order by e.at, e.place
