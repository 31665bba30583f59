-- The number a letter gets, and what its body calls the drafting section on the day.
select case when %(side)s::text = 'party'
            then next_number_of_term(%(unit)s, %(book)s, %(year)s, series_on(%(unit)s, %(day)s))
            else next_number(%(unit)s, %(book)s, %(year)s) end as number,
       (select a.abbreviation from section_abbreviation a
        where a.unit = %(unit)s and a.key = %(section)s and a.since <= %(day)s
        order by a.since desc limit 1) as drafter
