select exists (
    select from mandate m join post p on p.id = m.post
    where m.id = %s and p.unit = %s and m.during @> world_today()
)
