-- How many mandatory steps stand where, those without a verdict included.
select coalesce(last.verdict, 'UNKNOWN') as verdict, count(*)::int as n
from expectation e
left join lateral (
    select a.verdict from attempt a
    where a.expectation = e.id and a.decided_at <= %(as_of)s order by a.number desc limit 1
) last on true
where e.round = %(round)s and e.mandatory
group by 1
order by 1
