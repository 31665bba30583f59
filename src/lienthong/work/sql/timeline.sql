-- Who did what, under which mandate, for which unit at the time, when.
select j.seq, j.at, j.verb, j.facts, p.name as who, po.title, u.name as unit, r.text as reason, whom.name as whom
from journal j
left join act_reason r on r.item = j.item and r.act = j.act
left join mandate m on m.id = j.mandate
left join person p on p.id = m.person
left join post po on po.id = m.post
left join unit u on u.id = j.unit
-- A line of another installation names mandates by its own numbers.
left join mandate hand on hand.id = case when j.origin = 0 and j.verb in ('item.assigned', 'delivery.directed')
                                         then (j.facts ->> 'assignee')::int end
left join person whom on whom.id = hand.person
where j.item = %(id)s
order by j.seq
