select count(*)::int
from decision c join work_item w on w.id = c.item
where c.plan = %(plan)s and c.rule is null and w.jurisdiction = any (%(baskets)s::int[])
