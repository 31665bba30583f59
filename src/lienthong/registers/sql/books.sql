select code, last from book where unit = %(unit)s and year = %(year)s order by code
