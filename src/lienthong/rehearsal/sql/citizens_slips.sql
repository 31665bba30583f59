-- What citizens were given at the public doors: with it one looks with their eyes.
select (answer ->> 'id')::uuid as item, answer ->> 'code' as code, answer ->> 'secret' as secret, at
from answer
where actor >= 'citizen:' and actor < 'citizen;' and at >= %(since)s and answer ? 'secret'
