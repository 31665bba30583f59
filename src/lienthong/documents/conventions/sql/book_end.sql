-- The last number of the book a letter is numbered in: of the year, of the Party of its committee's term.
select coalesce(max(b.last), 0)
from book b
where b.unit = %(unit)s
  and (%(side)s::text <> 'party' and b.code = %(book)s and b.year = %(year)s
       or %(side)s::text = 'party'
          and b.code = 'nk' || substr(%(book)s, 3) || '-' || to_char(series_on(%(unit)s, %(day)s), 'YYYYMMDD'))
