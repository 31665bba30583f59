-- The open points of a meeting that closes; nobody comes or leaves meanwhile.
select id, state from work_item
where parent = %(meeting)s and kind = 'bridge_point' and closed_at is null
order by id
for update
