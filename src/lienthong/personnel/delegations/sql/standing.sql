-- What a head has given that may still count.
select id, form, delegate, covers, lower(during) as since, upper(during) - 1 as until
from delegation
where delegator = %(delegator)s and withdrawn_at is null and (upper_inf(during) or upper(during) > world_today())
