-- Units without area, in force on the eve.
select agency as code, name from unit where agency is not null and during @> (%(day)s::date - 1) order by id
