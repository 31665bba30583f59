-- Where the entries of a register stand between two places of its order, each outcome for itself: forwards from the
-- first place or backwards from the second, whichever is asked; the other half is never run. `entry_dossier` stands for
-- the view of any register.
select e.at, e.place, e.item
from unnest(%(outcomes)s::smallint[]) as of_outcome
cross join lateral (
    (
        select d.at, d.place, d.item
        from entry_dossier d
        where not %(back)s::bool and d.unit = %(unit)s and d.outcome = of_outcome
          and (d.at, d.place) > (%(low)s, %(low_place)s) and (d.at, d.place) < (%(high)s, %(high_place)s)
          and (%(kept)s::int[] is null or d.closed_at is not null and d.jurisdiction = any (%(kept)s))
          and (%(words)s::text is null or case when %(named)s then replace(d.words, %(sign)s, ' ') else split_part(d.words, nullif(%(sign)s, ''), 1) end like %(words)s or d.code = %(code)s)
        order by d.at, d.place
        limit %(limit)s
    )
    union all
    (
        select d.at, d.place, d.item
        from entry_dossier d
        where %(back)s::bool and d.unit = %(unit)s and d.outcome = of_outcome
          and (d.at, d.place) > (%(low)s, %(low_place)s) and (d.at, d.place) < (%(high)s, %(high_place)s)
          and (%(kept)s::int[] is null or d.closed_at is not null and d.jurisdiction = any (%(kept)s))
          and (%(words)s::text is null or case when %(named)s then replace(d.words, %(sign)s, ' ') else split_part(d.words, nullif(%(sign)s, ''), 1) end like %(words)s or d.code = %(code)s)
        order by d.at desc, d.place desc
        limit %(limit)s
    )
) e
