-- Closed work is also read by whoever keeps the archive of its jurisdiction (`lt.archive`, set with the scope): read,
-- never written; the closed, never the open; what lies in the jurisdiction, not what it merely had a part in.
-- Permissive policies are asked in the order of their names: the scope first.
create policy work_item_stored on work_item for select using (
    coalesce(closed_at is not null
             and jurisdiction = any ((select nullif(current_setting('lt.archive', true), '')::int[])::int[]), false)
);

-- So rows that follow an item are changed by those who hold it, no longer by all who see it.
create or replace function follow_item(child regclass) returns void
language plpgsql
as $$
begin
    execute format('alter table %s enable row level security', child);
    execute format('create policy %I on %s for select using (exists (select from work_item w where w.id = item))',
                   child::text || '_follows_item', child);
    execute format('create policy %I on %s for insert with check (true)', child::text || '_appends', child);
    perform follow_item_in_update(child);
end $$;

create function follow_item_in_update(child regclass) returns void
language plpgsql
as $$
begin
    execute format('drop policy if exists %I on %s', child::text || '_follows_item_in_update', child);
    execute format(
        'create policy %I on %s for update using (exists (select from work_item w where w.id = item'
        ' and coalesce(w.parties && (select nullif(current_setting(''lt.scope'', true), '''')::int[])'
        '              or w.id = (select nullif(current_setting(''lt.item'', true), '''')::uuid), false)))',
        child::text || '_follows_item_in_update', child);
end $$;

select follow_item_in_update((schemaname || '.' || tablename)::regclass)
from pg_policies where policyname like '%\_follows\_item\_in\_update';

create or replace view visible_item as
select id, kind, reference, subject, words, jurisdiction, received_seat, sender_seat, parties, state, step,
       section, assignee, priority, place, field, received_at, due_at, paused_at, closed_at, parent, version,
       changed_at
from work_item
where coalesce(parties && (select nullif(current_setting('lt.scope', true), '')::int[]), false)
   or coalesce(closed_at is not null
               and jurisdiction = any ((select nullif(current_setting('lt.archive', true), '')::int[])::int[]), false);
