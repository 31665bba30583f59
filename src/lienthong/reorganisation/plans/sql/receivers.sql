-- Every unit that holds something of the plan today, with one person in office there. The Party's and councils'
-- bodies hold their seat only.
select u.id, u.code, u.body, min(m.id) as mandate
from (select distinct h.unit from planned_holding p
      join holding h on h.jurisdiction = p.jurisdiction and h.during @> world_today() where p.plan = %(plan)s) as r
join unit u on u.id = r.unit
left join post p on p.unit = u.id
left join mandate m on m.post = p.id and m.during @> world_today()
group by u.id order by u.code, u.body
