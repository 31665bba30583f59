-- Entries of outgoing letters by their items, with the columns of the decree; in the order of the register.
select e.item, e.code as sign, e.dated as issued_at, e.type, e.subject, coalesce(p.name, e.signed_by) as signer,
       e.other as addressees, e.copies, e.state, e.closed_at, e.note
from entry_outgoing e
left join mandate m on m.id = e.signer
left join person p on p.id = m.person
where e.item = any (%(items)s::uuid[])
order by e.at, e.place
