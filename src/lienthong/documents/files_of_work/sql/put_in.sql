-- Letters into a file, behind those that lie there; what lies there already stays where it is.
insert into file_content (file, item, ordinal)
select %(file)s, a.item,
       coalesce((select max(ordinal) from file_content where file = %(file)s), 0) + a.nth
from unnest(%(items)s::uuid[]) with ordinality as a(item, nth)
on conflict (file, item) do nothing
