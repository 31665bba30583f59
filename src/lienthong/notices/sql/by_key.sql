-- By key, as in work/sql/by_key.sql.
alter policy notice_seen on notice using (
    coalesce(case audience
        when 'citizen' then item = (select nullif(current_setting('lt.item', true), '')::uuid)
        else seat = any ((select nullif(current_setting('lt.scope', true), '')::int[])::int[])
             and (item is null or exists (select from work_item w where w.id = item offset 0)) end, false)
);
