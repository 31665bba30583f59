-- What a body outside has said so far, kept from others until the act ends.
select o.document, o.course, o.recall_asked_at is not null as is_recalled, o.recall_answer
from draft f join outside_addressee o on o.document = f.document
where f.item = %(item)s and o.ordinal = %(outside)s
for update of o
