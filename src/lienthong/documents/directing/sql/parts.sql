-- Open parts of a letter, as far as the scope shows them: those of the body that directed.
select p.item, w.section, w.assignee
from direction p
join work_item w on w.id = p.item
where p.delivery = %(delivery)s and w.closed_at is null
order by w.id
