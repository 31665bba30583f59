-- The columns of a table in their order, without those that are made anew where a row arrives.
select a.attname::text
from pg_attribute a
where a.attrelid = ('public.' || quote_ident(%(table)s))::regclass and a.attnum > 0 and not a.attisdropped
  and a.attgenerated = '' and a.attname <> all (%(leaves)s::text[])
order by a.attnum
