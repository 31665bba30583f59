-- By key, as in work/sql/by_key.sql.
alter policy meeting_of_points on meeting using (
    exists (select from bridge_point b where b.meeting = meeting.item offset 0)
);

-- The meeting a point is called to, for whoever sees the point. Row security alone would try the points of all units
-- that were called until it comes to the reader's.
create function meeting_of_point(p_point uuid) returns setof meeting
language sql stable rows 1 security definer set search_path = public, pg_temp
as $$
    select m.*
    from bridge_point b join meeting m on m.item = b.meeting
    where b.item = p_point and exists (select from visible_item w where w.id = p_point)
$$;
