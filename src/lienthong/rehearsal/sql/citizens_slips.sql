-- What citizens were given at the public doors: with it one looks with their eyes. The secret is not kept; it follows
-- from the item.
select (answer ->> 'id')::uuid as item, answer ->> 'code' as code, at
from answer
where actor >= 'citizen:' and actor < 'citizen;' and at >= %(since)s and answer ? 'secret'
