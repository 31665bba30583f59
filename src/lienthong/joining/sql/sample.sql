select w.id, d.code, a.username
from dossier d join work_item w on w.id = d.item
join mandate m on m.id = w.assignee join account a on a.person = m.person
where d.applicant = 'Người dân thử 1'
limit 1
