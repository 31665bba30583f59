-- The delegations of a body, newest first, and whether either mandate has ended under one.
select d.id, d.form, d.covers, lower(d.during) as since, upper(d.during) - 1 as until, d.is_away, d.paper_title,
       d.paper_sign, d.paper_on, d.withdrawn_at, d.withdrawn_reason, d.given_at,
       d.delegator, giver.name as giver, giver_post.title as giver_title,
       d.delegate, taker.name as taker, taker_post.title as taker_title,
       writer.name as given_by,
       not (g.during @> greatest(world_today(), lower(d.during)) and t.during @> greatest(world_today(), lower(d.during)))
           as is_lapsed
from delegation d
join mandate g on g.id = d.delegator join person giver on giver.id = g.person join post giver_post on giver_post.id = g.post
join mandate t on t.id = d.delegate join person taker on taker.id = t.person join post taker_post on taker_post.id = t.post
join mandate w on w.id = d.given_by join person writer on writer.id = w.person
where d.unit = %(unit)s
order by d.given_at desc, d.id desc
limit 1000
