-- Sessions and tokens from which several mandates did steps of people: their posts and bodies.
select a.access, array_agg(distinct concat_ws(', ', nullif(p.title, ''), u.short_name)) as mandates, count(*)::int as steps
from attempt a
join expectation e on e.id = a.expectation and e.is_peoples
join mandate m on m.id = a.actor
join post p on p.id = m.post
join unit u on u.id = p.unit
where a.round = %(round)s and a.access is not null
group by a.access
having count(distinct a.actor) > 1
order by steps desc, a.access
