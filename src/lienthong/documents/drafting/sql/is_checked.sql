-- Whether the section a draft was written in has a head of the day.
select exists (
    select from work_item w
    join post p on p.unit = %(unit)s and p.section = w.section and p.role = any (%(roles)s::text[])
    join mandate m on m.post = p.id and m.during @> world_today()
    where w.id = %(item)s
) as is_checked
