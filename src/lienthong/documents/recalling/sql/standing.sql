-- Of the addressees that still work on a letter: whether some may be asked for it, and whether some were and owe the
-- answer. The first of each kind ends the search: a letter may have gone to 3,321.
with letter as materialized (
    select document from draft where item = %(item)s
), beyond as materialized (
    select o.recall_asked_at is not null and o.recall_answer = '' as is_asked
    from letter l join outside_addressee o on o.document = l.document
    where o.way = 'axis' and o.course not in ('completed', 'returned', 'recalled')
)
select exists (
           select from letter l join delivery v on v.document = l.document join work_item w on w.id = v.item
           where w.closed_at is null and (v.recall_asked_at is null or v.recall_answer <> '')
       ) or exists (select from beyond where not is_asked) as may_be_asked,
       exists (
           select from letter l join delivery v on v.document = l.document join work_item w on w.id = v.item
           where w.closed_at is null and v.recall_asked_at is not null and v.recall_answer = ''
       ) as is_waiting,
       exists (select from beyond where is_asked) as is_waiting_outside
