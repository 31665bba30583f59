select w.state, count(*)::int as n
from visible_item w join file_of_work f on f.item = w.id
where w.jurisdiction = any (%(seats)s::int[]) and w.kind = 'work_file' and f.year = %(year)s
group by 1
