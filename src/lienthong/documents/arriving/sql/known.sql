-- What came before under these keys, at bodies the transaction reaches. Who takes in the same at once waits.
select a.id as key, a.item, d.content_hash
from arrived_letter a join document d on d.id = a.document
where a.id = any (%(keys)s)
