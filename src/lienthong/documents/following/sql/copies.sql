-- The copies of a letter that somebody still has or has done with, and its own draft. Nobody moves them until this act is
-- over.
select v.item, w.kind
from delivery v join work_item w on w.id = v.item
where v.document = %(document)s and w.state <> all ('{returned,recalled}')
order by v.item
for update of w
