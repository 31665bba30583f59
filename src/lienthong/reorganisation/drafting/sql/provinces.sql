select code, name from area where rank = 'province' and during @> (%(day)s::date - 1) order by code
