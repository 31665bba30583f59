-- Results taken away, or asked to be, for which the journal has no line of who asked, or none of a second who confirmed.
with asked as (
    select (facts ->> 'expectation')::bigint as expectation, mandate
    from journal where item is null and origin = 0 and verb = 'attempt.void_requested'
), confirmed as (
    select (facts ->> 'request')::bigint as request, mandate
    from journal where item is null and origin = 0 and verb = 'attempt.void_confirmed'
)
select e.id as expectation
from expectation e
join void_request v on v.expectation = e.id
where e.round = %(round)s
  and (not exists (select from asked a where a.expectation = e.id and a.mandate = v.asked_by)
       or v.confirmed_by is not null
          and not exists (select from confirmed c where c.request = v.id and c.mandate = v.confirmed_by))
union
select a.expectation
from attempt a
where a.round = %(round)s and a.verdict = 'VOID'
  and not exists (select from void_request v where v.expectation = a.expectation and v.confirmed_person <> v.asked_person)
order by 1
