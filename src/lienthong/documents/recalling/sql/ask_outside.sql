-- Bodies outside that are reached by the exchange and still work on the letter: their systems are told.
update outside_addressee o
set recall_asked_at = world_now(), recall_reason = %(reason)s, recall_answer = ''
from draft f
where f.item = %(item)s and o.document = f.document and o.way = 'axis'
  and o.course not in ('completed', 'returned', 'recalled')
  and (o.recall_asked_at is null or o.recall_answer <> '')
