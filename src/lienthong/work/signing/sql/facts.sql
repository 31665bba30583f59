-- What decides in which form somebody signs: what they were given, and the head's post of their body.
select po.title,
       (select jsonb_agg(jsonb_build_array(d.id, d.form, d.covers, lower(d.during), upper(d.during) - 1, g.post,
                                           d.withdrawn_at is not null, not g.during @> world_today()))
        from delegation d join mandate g on g.id = d.delegator
        where d.delegate = m.id) as delegations,
       head.post as head_post, head.title as head_title, head.is_held
from mandate m
join post po on po.id = m.post
left join lateral (
    select h.id as post, h.title,
           exists (select from mandate o where o.post = h.id and o.during @> world_today()) as is_held
    from post h
    where h.unit = po.unit and h.role = any (%(heads)s)
    order by is_held desc, h.id
    limit 1
) head on true
where m.id = %(mandate)s
