select r.id, r.total, r.asked, r.decided, r.conflict, r.unknown, r.started_at, r.ended_at, r.why, p.name as who,
       extract(epoch from now() - r.moved_at)::int as seconds_silent
from rule_run r
join mandate m on m.id = r.mandate
join person p on p.id = m.person
where r.plan = %(plan)s and r.undivided = %(undivided)s
order by r.id desc
limit 1
