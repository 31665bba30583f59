select e.book, e.number, e.code, e.at, e.subject, e.other, e.kind, e.state, e.due_at, e.closed_at, e.item,
       now_.short_name as holder, count(*) over ()::int as total
from register_entry e
left join unit now_ on now_.id = holder_of(e.jurisdiction, world_today())
where e.unit = %(unit)s and e.year = %(year)s and e.register = %(register)s
  and (%(words)s::text = '' or e.words like '%%' || %(words)s || '%%' or e.code = %(code)s)
  and (%(month)s::int is null or extract(month from e.at at time zone 'Asia/Ho_Chi_Minh') = %(month)s)
  and case %(result)s::text
      when 'dang' then e.closed_at is null
      when 'xong' then e.closed_at is not null
      when 'tra' then e.state in ('returned', 'refused') and not (e.kind = 'dossier' and e.state = 'returned')
      else true end
order by e.at, e.book, e.number
limit %(limit)s offset %(offset)s
