-- Where entries stand that carry these words or this code, by the index of words, no more than are told apart.
-- `entry_dossier` stands for the view of any register.
select d.at, d.place, d.item
from entry_dossier d
where (to_tsvector('simple', d.words) @@ (plainto_tsquery('simple', %(whole)s) && %(begun)s::tsquery)
           and d.words like %(words)s
       or d.code = %(code)s)
  and d.unit = %(unit)s and d.outcome = any (%(outcomes)s::smallint[]) and d.at >= %(since)s and d.at < %(until)s
  and (%(kept)s::int[] is null or d.closed_at is not null and d.jurisdiction = any (%(kept)s))
limit %(limit)s
