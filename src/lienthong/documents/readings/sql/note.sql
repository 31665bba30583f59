-- Once a day: read again it is the same row. A request that only reads does not wait for the disk (decision 0025).
insert into letter_reading (item, mandate, day, at)
select %(item)s, %(mandate)s, %(day)s, world_now()
where (select set_config('synchronous_commit',
                         case when %(lasting)s then current_setting('synchronous_commit') else 'off' end, true)) <> ''
on conflict do nothing
