-- A letter from another system that its addressee has not done with. Nobody moves it until this act is over.
select v.item, v.document, v.recall_asked_at is not null and v.recall_answer = '' as is_asked
from delivery v join work_item w on w.id = v.item
where v.item = %(item)s and w.closed_at is null
for update of w, v
