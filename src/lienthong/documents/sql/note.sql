-- What was said with an act on a letter: beside the letter, and with the act's line of its timeline. `keeps`: silence
-- leaves what stands.
with said as (
    insert into act_reason (item, act, text) select %(item)s, %(act)s, %(text)s where %(text)s ~ '\S'
)
update delivery set note = case when %(keeps)s and %(text)s !~ '\S' then note else %(text)s end,
                    directed_at = coalesce(%(directed_at)s, directed_at)
where item = %(item)s
