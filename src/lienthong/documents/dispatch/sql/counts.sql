-- Of an issued letter: how many addressees stand where, and how many of these are late.
select state, count(*)::int as n, (count(*) filter (where is_late))::int as late
from dispatch_of(%(document)s)
group by state
