-- Whether a committee has numbered letters of the Party in a series: before an instant, and from it on.
select coalesce(bool_or(d.issued_at < %(from)s), false) as before, coalesce(bool_or(d.issued_at >= %(from)s), false) as since
from document d
where d.issuer_unit = %(unit)s and d.outcome = any ('{0,1,2}'::smallint[]) and d.issued_at >= %(series)s
  and d.side = 'party'
