select code, last, entered from book where unit = %(unit)s and year = %(year)s order by code
