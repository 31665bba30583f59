-- The number a letter on paper bears, taken from its body's book, and what the body calls the drafting section on the day.
select case when %(side)s::text = 'party'
            then take_number_of_term(%(unit)s, %(book)s, %(year)s, series_on(%(unit)s, %(day)s), %(number)s)
            else take_number(%(unit)s, %(book)s, %(year)s, %(number)s) end as last,
       (select a.abbreviation from section_abbreviation a
        where a.unit = %(unit)s and a.key = %(section)s and a.since <= %(day)s
        order by a.since desc limit 1) as drafter
