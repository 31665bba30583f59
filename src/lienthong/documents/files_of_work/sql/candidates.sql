-- The newest letters and dossiers of these seats that do not lie in the file.
select w.id, w.kind, w.reference, w.subject
from visible_item w
where w.jurisdiction = any (%(seats)s::int[]) and w.kind = any (%(kinds)s::text[])
  and not exists (select from file_content c where c.file = %(file)s and c.item = w.id)
order by w.received_at desc, w.id
limit %(limit)s
