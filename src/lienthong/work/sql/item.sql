-- `now` and `today`: of the world, as the transaction was told when it asked who this is. Asking for them here would start
-- a statement of its own each time, as would asking who holds it by a function.
select w.id, w.kind, w.reference, w.subject, w.jurisdiction, w.received_seat, w.sender_seat, w.state, w.step,
       w.section, w.priority, w.place, w.field, w.received_at, w.due_at, w.paused_at, w.closed_at, w.parent,
       w.version, holder.id as holder, holder.name as holder_name, holder.code as holder_code,
       a.assignee, a.assignee_name, 
       coalesce(w.closed_at is null and w.received_at < undecided_until(w.jurisdiction), false) as undecided,
       case when w.closed_at is not null then (
           select k.name from unit k where k.id = archive_of(w.jurisdiction, %(today)s)) end as archive_name,
       -- Overdue before its present holder answered for it: not counted against them.
       coalesce(w.closed_at is null and is_late_before(w.due_at, w.paused_at, %(now)s, held_since(w.jurisdiction)),
                false) as late_before,
       (select jsonb_agg(jsonb_build_object('id', f.id, 'name', f.name, 'digest', f.digest, 'at', f.at) order by f.at)
        from attachment f where f.item = w.id
          and not exists (select from paper_withdrawal x where x.attachment = f.id)) as papers,
       (select jsonb_agg(jsonb_build_object('id', f.id, 'name', f.name, 'digest', f.digest, 'at', x.at, 'who', p.name,
                                            'mandate', x.mandate, 'reason', coalesce(r.text, '')) order by x.at)
        from attachment f
        join paper_withdrawal x on x.attachment = f.id
        left join act_reason r on r.item = x.item and r.act = x.act
        left join mandate m on m.id = x.mandate
        left join person p on p.id = m.person
        where f.item = w.id) as withdrawn_papers,
       exists (select from restricted_item r where r.item = w.id offset 0) as restricted
from work_item w
left join holding h on h.jurisdiction = w.jurisdiction and h.during @> %(today)s::date
left join unit holder on holder.id = h.unit
left join lateral (
    select m.id as assignee, p.name as assignee_name
    from mandate m join person p on p.id = m.person
    where m.id = w.assignee and m.during @> %(today)s::date
) a on true
where w.id = %(id)s
