-- Files that may take something up.
select w.id, f.code, w.subject as title
from visible_item w join file_of_work f on f.item = w.id
where w.jurisdiction = any (%(seats)s::int[]) and w.kind = 'work_file' and w.state = 'open' and w.closed_at is null
  and not exists (select from file_content c where c.file = w.id and c.item = %(item)s)
order by f.year desc, f.code, w.id
limit %(limit)s
