-- Where entries stand that carry these words, by the index of words, or this code; no more than are told apart.
-- `entry_dossier` stands for the view of any register.
select m.at, m.place, m.item
from (
    (
        select d.at, d.place, d.item, d.closed_at, d.jurisdiction
        from entry_dossier d
        where %(worded)s and item_tokens(d.words, d.code) @@ %(asked)s::tsquery
          and case when %(named)s then replace(d.words, %(sign)s, ' ') else split_part(d.words, nullif(%(sign)s, ''), 1) end like %(words)s and d.code <> %(code)s
          and d.unit = %(unit)s and d.outcome = any (%(outcomes)s::smallint[])
          and d.at >= %(since)s and d.at < %(until)s
        limit %(limit)s
    )
    union all
    -- Under the number that was typed, «15», «15a», with or without its year.
    select d.at, d.place, d.item, d.closed_at, d.jurisdiction
    from entry_dossier d
    where %(number)s::int is not null and d.number = %(number)s and d.letter = %(letter)s and d.code <> %(code)s
      and d.unit = %(unit)s and d.outcome = any (%(outcomes)s::smallint[])
      and d.at >= %(since)s and d.at < %(until)s
      and not (%(worded)s and item_tokens(d.words, d.code) @@ %(asked)s::tsquery
               and case when %(named)s then replace(d.words, %(sign)s, ' ') else split_part(d.words, nullif(%(sign)s, ''), 1) end like %(words)s)
    union all
    select d.at, d.place, d.item, d.closed_at, d.jurisdiction
    from entry_dossier d
    where d.code = %(code)s and d.unit = %(unit)s and d.outcome = any (%(outcomes)s::smallint[])
      and d.at >= %(since)s and d.at < %(until)s
) m
where %(kept)s::int[] is null or m.closed_at is not null and m.jurisdiction = any (%(kept)s)
