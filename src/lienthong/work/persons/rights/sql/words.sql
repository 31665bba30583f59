-- The words of the work stay as they are; a citizen's carry a sign (`persons.words.SIGN`) and stand behind them. While
-- an item is restricted there are none.
update work_item set words = rtrim(regexp_replace(words, '\s*\mqz\w+', '', 'g')
    || case when exists (select from restricted_item r where r.item = id) then '' else ' ' || %(words)s::text end)
where id = %(item)s
