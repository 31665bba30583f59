-- Open work as the lists of one person ask for it (`work_item_waiting`): whose step, in whose hands, in which section.
create or replace view open_work as
select id, jurisdiction, kind, state, due_at, paused_at, step, section, assignee
from work_item
where closed_at is null and jurisdiction = any ((select nullif(current_setting('lt.scope', true), '')::int[])::int[]);
