select c.id, c.unit, c.scenario, c.params, c.at_minute, s.nonce, s.baseline, u.party_unit,
       (select n.code from area a join area n on n.id = a.province where a.id = u.area) as province,
       (select n.id from unit n where n.body = 'ubnd' and n.code = c.params ->> 'lang_gieng'
          and n.during @> world_today()) as neighbour
from planned_case c
join case_secret s on s."case" = c.id
join round_unit u on u.round = c.round and u.unit = c.unit
where c.round = %(round)s
