-- The words of the work stay as they are; a citizen's stand behind them, each with its sign (`persons.words`): another one
-- while the item is restricted.
update work_item set words = rtrim(regexp_replace(words, '\s*\mq[zx]\w+', '', 'g') || ' '
    || case when exists (select from restricted_item r where r.item = id offset 0)
            then regexp_replace(%(words)s::text, '\mqz', 'qx', 'g') else %(words)s::text end)
where id = %(item)s
