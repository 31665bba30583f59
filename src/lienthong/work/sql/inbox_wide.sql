-- The same list for those who see many jurisdictions: walk all open work by due date; row security keeps what is
-- theirs.
select w.id, w.kind, w.reference, w.subject, w.state, w.step, w.section, a.assignee, a.assignee_name, w.priority,
       w.received_at, w.due_at, w.paused_at, w.version, w.jurisdiction,
       to_char(w.due_at at time zone 'Asia/Ho_Chi_Minh', 'HH24:MI DD/MM/YYYY') as due_text,
       case when w.sender_seat is not null then (
           select u.name from jurisdiction j join unit u on u.id = j.unit where j.id = w.sender_seat) end as from_name,
       coalesce(is_late_before(w.due_at, w.paused_at, (select world_now()), held_since(w.jurisdiction)), false)
           as late_before,
       coalesce(w.received_at < undecided_until(w.jurisdiction), false) as undecided
from (
    select id, kind, reference, subject, state, step, section, assignee, priority, received_at, due_at, paused_at,
           version, jurisdiction, sender_seat
    from work_item
    where closed_at is null
      and jurisdiction = any (%(held)s)
      and case when (%(kind)s::text is null or kind = %(kind)s)
          and (%(state)s::text is null or state = %(state)s)
          and (%(section)s::text is null or section = %(section)s)
          and (%(mine)s::int is null or assignee = %(mine)s)
          and (%(late)s::text is null
               or %(late)s = 'own' and is_late_here(due_at, paused_at, (select world_now()), held_since(jurisdiction))
               or %(late)s = 'before' and is_late_before(due_at, paused_at, (select world_now()), held_since(jurisdiction)))
          and (%(after_id)s::uuid is null
               or (coalesce(due_at, 'infinity'), id) > (coalesce(%(after_due)s, 'infinity'::timestamptz), %(after_id)s))
          then true else false end
    order by due_at asc nulls last, id
    limit %(limit)s
) w
left join lateral (
    select m.id as assignee, p.name as assignee_name
    from mandate m join person p on p.id = m.person
    where m.id = w.assignee and m.during @> (select world_today())
) a on true
order by w.due_at asc nulls last, w.id
