-- Letters by what is asked besides words. With words: of those they stand in (`ids`), or in whose files (`inside`). Without:
-- of what lies in one's own jurisdictions, the newest first, as deep as `depth` in each.
with candidate as materialized (
    select v.id, v.kind, v.reference, v.subject, v.state, v.received_at, v.due_at, v.paused_at, v.closed_at, v.assignee
    from (
        select unnest(%(ids)s::uuid[])
        union
        select l.id from letters_inside(%(inside)s::tsquery, %(candidates)s) l where %(inside)s::tsquery is not null
    ) i(id)
    join visible_item v on v.id = i.id
    union all
    select n.*
    from unnest(case when %(ids)s::uuid[] is null then %(held)s::int[] end) here(jurisdiction)
    cross join lateral (
        select v.id, v.kind, v.reference, v.subject, v.state, v.received_at, v.due_at, v.paused_at, v.closed_at,
               v.assignee
        from visible_item v
        where v.jurisdiction = here.jurisdiction and v.kind = any (%(kinds)s::text[])
          and v.received_at >= %(since)s::timestamptz and v.received_at < %(until)s::timestamptz
        order by v.received_at desc, v.id
        limit %(depth)s
    ) n
)
select c.id, c.kind, c.reference, c.subject, c.state, c.received_at, c.due_at, c.paused_at, c.closed_at,
       d.type, coalesce(issuer.name, o.sender, '') as sender, coalesce(signer.name, '') as signer, coalesce(assignee.name, '') as assignee
from candidate c
cross join lateral (select * from letter_behind(c.id)) d
left join unit issuer on issuer.id = d.issuer_unit
left join outside_letter o on o.item = c.id  -- of one that came from outside the sender is words
left join mandate sm on sm.id = d.signer
left join person signer on signer.id = sm.person
left join mandate am on am.id = c.assignee
left join person assignee on assignee.id = am.person
where c.kind = any (%(kinds)s::text[])
  and c.received_at >= %(since)s::timestamptz and c.received_at < %(until)s::timestamptz
  and (%(state)s::text is null or c.state = %(state)s)
  and (%(type)s::text is null or d.type = %(type)s)
  and (%(person)s::text is null or signer.folded like %(person)s or assignee.folded like %(person)s)
  and (%(senders)s::int[] is null or d.issuer_unit = any (%(senders)s::int[])
       or o.item is not null)
order by c.received_at desc, c.id
limit %(limit)s
