-- What there is beside the letter behind an item, each by the item's key: of a delivery what concerns drafts is nothing, and
-- the other way round. The first addressee of each kind ends the search: a letter may have gone to 3,321.
with letter as materialized (
    select document from draft where item = %(item)s
)
select (select p.digest from print_behind(%(item)s) p) as print,
       (select jsonb_agg(to_jsonb(s)) from signatures_behind(%(item)s) s) as signatures,
       (select jsonb_agg(to_jsonb(b) order by b.issued_at desc nulls first)
        from (select b.relation, b.document, b.item, b.sign, b.subject,
                     -- Of a letter that another system sent, its own day and its sender's name.
                     coalesce(b.issued_at, o.dated::timestamp at time zone 'Asia/Ho_Chi_Minh') as issued_at,
                     coalesce(u.short_name, o.sender, '') as issuer, b.in_part, b.state
              from letters_beside(%(item)s) b
              left join unit u on u.id = b.issuer
              left join outside_letter o on o.item = b.item
              order by issued_at desc nulls first
              limit 56) b) as beside,  -- fifty answers, and what it is one to, corrects and replaces
       (select jsonb_agg(to_jsonb(d)) from doubles_of(%(item)s) d) as doubles,
       exists (select from enclosures_behind(%(item)s)) as has_enclosures,
       exists (select from outside_letter where item = %(item)s) as is_from_outside,
       exists (select from delivery where item = %(item)s and recall_asked_at is not null and recall_answer = '')
           as is_asked_back,
       (select count(*)::int from draft_version where item = %(item)s) as older_versions,
       exists (
           select from letter l join delivery v on v.document = l.document join work_item w on w.id = v.item
           where w.closed_at is null and (v.recall_asked_at is null or v.recall_answer <> '')
       ) or exists (
           select from letter l join outside_addressee o on o.document = l.document
           where o.way = 'axis' and o.course not in ('completed', 'returned', 'recalled')
             and (o.recall_asked_at is null or o.recall_answer <> '')
       ) as may_be_asked_back,
       exists (
           select from letter l join delivery v on v.document = l.document join work_item w on w.id = v.item
           where w.closed_at is null and v.recall_asked_at is not null and v.recall_answer = ''
       ) as waits_for_recall,
       exists (
           select from letter l join delivery v on v.document = l.document join work_item w on w.id = v.item
           where w.closed_at is null
       ) as is_waited_for,
       exists (select from letter l join outside_addressee o on o.document = l.document) as goes_outside,
       exists (select from letter l join person_addressee p on p.document = l.document) as goes_to_persons,
       exists (select from letter l join paper_letter p on p.document = l.document) as is_on_paper,
       exists (select from letter_behind(%(item)s) d
               where exists (select from letter_copy c where c.copied = d.id)
                  or exists (select from letter_copy c where c.document = d.id)) as has_copies
