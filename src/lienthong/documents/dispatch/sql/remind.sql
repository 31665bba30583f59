-- When they were last reminded, and the sender's words beside the line of each copy and of the letter itself.
with reminded as (
    update delivery set reminded_at = world_now() where item = any (%(items)s::uuid[])
)
insert into act_reason (item, act, text)
select item, %(act)s, %(words)s from unnest(%(items)s::uuid[] || %(draft)s::uuid) as item
