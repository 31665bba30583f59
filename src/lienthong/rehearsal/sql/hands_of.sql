select m.id, po.unit, po.role, po.id as post
from mandate m join post po on po.id = m.post
where m.id = any (%(mandates)s)
