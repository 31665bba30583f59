-- A line of the journal is written by who asked, by the door the transaction came through, and of an item it moves: one
-- in its scope, or one born in the same statement, which nobody sees yet. The first line of an item is no second time
-- written: the chain and its head say so.
drop policy journal_append on journal;
create policy journal_append on journal for insert with check (
    coalesce(mandate is null or mandate = (select nullif(current_setting('lt.mandate', true), '')::int), false)
    and door = coalesce(nullif(current_setting('lt.door', true), ''), 'program')
    and (item is null or seq = 1
         or exists (select from work_item w where w.id = item
                      and coalesce(w.parties && (select nullif(current_setting('lt.scope', true), '')::int[])
                                   or w.id = (select nullif(current_setting('lt.item', true), '')::uuid), false)
                    offset 0))
);
