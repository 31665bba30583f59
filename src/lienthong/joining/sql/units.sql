-- Names of units, of the file's or ours.
select id, code, name, short_name from joining.unit where id = any (%(units)s::int[])
union
select id, code, name, short_name from public.unit where id = any (%(units)s::int[])
