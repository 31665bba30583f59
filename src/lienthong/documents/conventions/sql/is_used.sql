-- Whether a letter of the body has this number in its book, or this sign in the year. Of the Party from the day its series
-- is counted.
select exists (
    select from document d
    where d.issuer_unit = %(unit)s and d.outcome = any ('{0,1,2}'::smallint[])
      and d.issued_at >= case when %(side)s::text = 'party'
                              then series_on(%(unit)s, %(day)s)::timestamp at time zone 'Asia/Ho_Chi_Minh'
                              else %(since)s::timestamptz end
      and (%(side)s::text = 'party' or d.issued_at < %(until)s)
      and (d.number = %(number)s and d.side = %(side)s and d.type = any (%(types)s::text[]) or d.sign = %(sign)s)
)
