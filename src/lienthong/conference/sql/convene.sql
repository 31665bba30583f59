-- The meeting behind its item, and the point behind each item at a unit's seat.
with gathering as (
    insert into meeting (item, starts_at, convenor) values (%(meeting)s, %(starts_at)s, %(unit)s)
)
insert into bridge_point (item, meeting, left_reason, joins)
select item::uuid, %(meeting)s, '', 0 from jsonb_array_elements_text(%(points)s) as t(item)
