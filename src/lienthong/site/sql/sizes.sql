-- What each table takes with its indexes, the largest first; rows as PostgreSQL counted them last.
select c.relname::text as name, pg_total_relation_size(c.oid) as bytes, greatest(c.reltuples, 0)::bigint as rows
from pg_class c
where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and pg_total_relation_size(c.oid) >= %(least)s
order by bytes desc, c.relname
