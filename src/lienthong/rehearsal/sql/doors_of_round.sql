-- By which doors the steps of people were done.
select a.door, count(*)::int as steps
from attempt a join expectation e on e.id = a.expectation and e.is_peoples
where a.round = %(round)s and a.line is not null and a.verdict in ('PASS', 'PASS_ASSISTED')
group by a.door
order by steps desc, a.door
