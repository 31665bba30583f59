-- The points that closed with their meeting; nobody moves them meanwhile.
select w.id, w.state, b.confirmed_at is not null as confirmed
from work_item w join bridge_point b on b.item = w.id
where w.parent = %(meeting)s and w.kind = 'bridge_point' and w.closed_at is not null
order by w.id
for update of w
