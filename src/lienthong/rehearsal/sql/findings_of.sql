select f.severity, f.scenario, f.step, f.text, f.due_on, f.closed_round, p.name as owner,
       (select array_agg(u.short_name order by sort_key(u.short_name)) from unit u where u.id = any (f.units)) as units
from finding f
left join mandate m on m.id = f.owner
left join person p on p.id = m.person
where f.round = %(round)s
order by array_position(array['critical', 'high', 'medium', 'low'], f.severity), f.id
