-- Rows that follow an item ask about their own item, by its key. Without `offset 0` the planner may read all items once
-- and look rows up among them (a hashed plan): it does so wherever it cannot tell how few rows are asked for, and a
-- letter then costs what the world holds.
create or replace function follow_item(child regclass) returns void
language plpgsql
as $$
begin
    execute format('alter table %s enable row level security', child);
    execute format('create policy %I on %s for select using (exists (select from work_item w where w.id = item offset 0))',
                   child::text || '_follows_item', child);
    execute format('create policy %I on %s for insert with check (true)', child::text || '_appends', child);
    perform follow_item_in_update(child);
end $$;

create or replace function follow_item_in_update(child regclass) returns void
language plpgsql
as $$
begin
    execute format('drop policy if exists %I on %s', child::text || '_follows_item_in_update', child);
    execute format(
        'create policy %I on %s for update using (exists (select from work_item w where w.id = item'
        ' and coalesce(w.parties && (select nullif(current_setting(''lt.scope'', true), '''')::int[])'
        '              or w.id = (select nullif(current_setting(''lt.item'', true), '''')::uuid), false) offset 0))',
        child::text || '_follows_item_in_update', child);
end $$;

do $$
declare child regclass;
begin
    for child in select (schemaname || '.' || tablename)::regclass from pg_policies
                 where policyname like '%\_follows\_item' loop
        execute format('alter policy %I on %s using (exists (select from work_item w where w.id = item offset 0))',
                       child::text || '_follows_item', child);
        perform follow_item_in_update(child);
    end loop;
end $$;

alter policy journal_of_visible_items on journal using (
    item is not null and exists (select from work_item w where w.id = item offset 0)
);
