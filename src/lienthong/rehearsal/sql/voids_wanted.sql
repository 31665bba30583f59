select v.expectation, v.reason, v.asked_by, v.confirmed_by,
       coalesce((select max(number) from attempt a where a.expectation = v.expectation), 0)::int as number
from void_request v
join expectation e on e.id = v.expectation and e.round = %(round)s
where v.confirmed_by is not null
  and not exists (select from attempt a where a.expectation = v.expectation and a.verdict = 'VOID')
