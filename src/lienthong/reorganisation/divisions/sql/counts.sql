-- Open work in these baskets the transaction may see, by basket.
select w.jurisdiction, count(*)::int as n
from unnest(%(baskets)s::int[]) as b(jurisdiction)
join work_item w on w.jurisdiction = b.jurisdiction and w.closed_at is null
group by w.jurisdiction
