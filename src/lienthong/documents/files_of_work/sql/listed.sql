-- Files of work that lie in these seats, of a year and a state, in the order of their codes.
select w.id, f.code, w.subject as title, w.state, f.year::int as year, f.years::int as years, w.section,
       (select p.name from mandate m join person p on p.id = m.person where m.id = w.assignee) as keeper,
       (select count(*)::int from file_content c where c.file = w.id) as papers,
       to_char(w.received_at at time zone 'Asia/Ho_Chi_Minh', 'FMDD/FMMM/YYYY') as opened_on,
       coalesce(to_char(f.closed_at at time zone 'Asia/Ho_Chi_Minh', 'FMDD/FMMM/YYYY'), '') as closed_on,
       f.sheets,
       coalesce(to_char(w.due_at at time zone 'Asia/Ho_Chi_Minh', 'FMDD/FMMM/YYYY'), '') as due_on
from visible_item w
join file_of_work f on f.item = w.id
where w.jurisdiction = any (%(seats)s::int[]) and w.kind = 'work_file' and f.year = %(year)s
  and (%(state)s::text = '' or w.state = %(state)s)
order by f.code, w.id
limit %(limit)s offset %(offset)s
