-- A reorganisation ends and begins thousands of rows at once: an index page with room is not searched for what could be
-- thrown out first.
do $$
declare
    index regclass;
begin
    for index in select i.indexrelid from pg_index i where i.indrelid in ('unit'::regclass, 'area'::regclass) loop
        execute format('alter index %s set (fillfactor = 50)', index);
    end loop;
end $$;
reindex table unit;
reindex table area;
