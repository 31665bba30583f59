insert into arrived_letter (id, item, document, letter, sender, receiver, purpose, at)
select w.key, w.item, w.document, %(letter)s, %(sender)s, w.receiver, 1, world_now()
from unnest(%(keys)s::uuid[], %(items)s::uuid[], %(documents)s::uuid[], %(receivers)s::text[])
     as w(key, item, document, receiver)
