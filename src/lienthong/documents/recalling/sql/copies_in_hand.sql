-- Of these deliveries those whose addressees still work on them. Nobody moves or answers them until this act is over.
select v.item, v.document, v.recall_asked_at is not null and v.recall_answer = '' as is_asked
from delivery v
join work_item w on w.id = v.item
where v.item = any (%(items)s) and w.closed_at is null
order by v.item
for update of w, v
