-- A reorganisation ends and begins thousands of rows at once. In a box's page every entry is compared: a fifth full, an
-- entry costs half; a page of units or areas with room is not searched for what could be thrown out first.
alter index holding_one_at_a_time set (fillfactor = 20);
do $$
declare
    index regclass;
begin
    for index in select i.indexrelid from pg_index i where i.indrelid in ('unit'::regclass, 'area'::regclass) loop
        execute format('alter index %s set (fillfactor = 50)', index);
    end loop;
end $$;
reindex table holding;
reindex table unit;
reindex table area;
