-- By key, as in work/sql/by_key.sql.
alter policy reporter_seen on reporter using (
    coalesce(
        exists (select from work_item w where w.id = item offset 0)
        and (not anonymous
             or item = (select nullif(current_setting('lt.item', true), '')::uuid)
             or (select operator_basket()) = any ((select nullif(current_setting('lt.scope', true), '')::int[])::int[])),
        false)
);
