-- The deliveries of a letter whose addressees still work on it. Nobody moves or answers them until this act is over.
select v.item, v.document, v.recall_asked_at is not null and v.recall_answer = '' as is_asked
from draft f
join delivery v on v.document = f.document
join work_item w on w.id = v.item
where f.item = %(item)s and w.closed_at is null
order by v.item
for update of w, v
