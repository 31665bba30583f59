-- Periods of a register that were closed, the last first.
select c.id, c.since, c.until, c.entries, c.at, p.name as who, po.title, c.reopened_at, c.reopen_reason
from register_closing c
left join mandate m on m.id = c.mandate
left join person p on p.id = m.person
left join post po on po.id = m.post
where c.unit = %(unit)s and c.register = %(register)s and c.until >= %(since)s and c.since <= %(until)s
order by c.until desc, c.at desc
