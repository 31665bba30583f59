-- Whether the body has its drafts checked, and this one's section has a head of the day.
select exists (
    select from drafting_rule r
    where r.unit = %(unit)s and r.is_checked and exists (
        select from work_item w
        join post p on p.unit = r.unit and p.section = w.section and p.role = any (%(roles)s::text[])
        join mandate m on m.post = p.id and m.during @> world_today()
        where w.id = %(item)s
    )
) as is_checked
