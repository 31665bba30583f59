-- Certificates that count here or did, with whose they are today and who registered them; those that end first on top.
select c.id, coalesce(person.name, unit.name) as holder, coalesce(place.unit, '') as place,
       coalesce(place.title, '') as title, c.unit is not null as is_seal, c.subject, c.issuer, c.serial, c.since, c.until,
       c.at_server, c.is_trial, c.registered_at, coalesce(clerk.name, '') as registered_by, c.withdrawn_at
from certificate c
left join person on person.id = c.person
left join unit on unit.id = c.unit
left join lateral (
    select u.name as unit, post.title
    from mandate m join post on post.id = m.post join unit u on u.id = post.unit
    where m.person = c.person and m.during @> world_today()
    order by m.id
    limit 1
) place on true
left join mandate on mandate.id = c.registered_by
left join person clerk on clerk.id = mandate.person
order by c.withdrawn_at is not null, c.until, c.id
