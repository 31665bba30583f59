-- Open work of a division by jurisdiction and street, of the undivided what is in question; `street` null: its address
-- has not been read yet. `hits`: of it, what has these words in its address.
select jurisdiction, case when reading = %(reading)s then street end as street, min(spelt) as spelt, count(*)::int as n,
       case when %(words)s = '' then count(*)::int
            else (count(*) filter (where strpos(words, %(words)s) > 0))::int end as hits
from open_address
where jurisdiction = any (%(jurisdictions)s::int[]) and (jurisdiction <> %(undivided)s or received_at < %(until)s)
group by 1, 2
