-- The second pair of eyes agrees; not the mandate's own person, and only while the decision is still that one.
update decision d set second_by = %(mandate)s
from mandate first
where d.plan = %(plan)s and d.item = %(item)s and d.second_by is null and first.id = d.by
  and first.person <> %(person)s
returning d.item, d.part
