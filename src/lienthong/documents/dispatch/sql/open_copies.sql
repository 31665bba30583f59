-- The copies of a letter that their addressees have not registered, or not done with. Nobody moves them until this act
-- is over.
select v.item, v.document, v.reminded_at
from draft f
join delivery v on v.document = f.document
join work_item w on w.id = v.item
where f.item = %(item)s and w.closed_at is null and (%(whom)s = 'open' or w.state = 'arrived')
order by v.item
for update of w
