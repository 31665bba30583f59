-- Of the addressees that still work on a letter: whether some may be asked for it, and whether some were and owe the
-- answer.
select coalesce(bool_or(not is_asked), false) as may_be_asked, coalesce(bool_or(is_asked), false) as is_waiting
from (
    select v.recall_asked_at is not null and v.recall_answer = '' as is_asked
    from draft f
    join delivery v on v.document = f.document
    join work_item w on w.id = v.item
    where f.item = %(item)s and w.closed_at is null
) in_hand
