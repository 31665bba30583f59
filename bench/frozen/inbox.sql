\set r random(1, 9000000000000000000)
begin;
select standing, account, mandate, person, unit, seat, section, role, person_name, unit_name, unit_code, scope,
       reads, at, earlier, read_only, archives, title, delegated, in_charge
from ask('\x«reception_token»'::bytea, 'token', NULL);
with held as materialized (
    select jurisdiction, undecided_until(jurisdiction) as until, since from held_now where jurisdiction = any ('{«held»}'::int4[]::int[])
)
select w.id, w.kind, w.reference, w.subject, w.state, w.step, w.section, a.assignee, a.assignee_name, w.priority,
       w.received_at, w.due_at, w.paused_at, w.version, w.jurisdiction, w.late_before, w.undecided,
       to_char(w.due_at at time zone 'Asia/Ho_Chi_Minh', 'HH24' || chr(58) || 'MI DD/MM/YYYY') as due_text
from (
    select i.*, coalesce(i.received_at < h.until, false) as undecided
    from held as h
    cross join lateral (
        select id, kind, reference, subject, state, step, section, assignee, priority, received_at, due_at,
               paused_at, version, jurisdiction,
               coalesce(is_late_before(due_at, paused_at, (select world_now()), h.since), false) as late_before
        from work_item
        where work_item.jurisdiction = h.jurisdiction and closed_at is null
          and (NULL::text is null or kind = NULL)
          and (NULL::text is null or state = NULL)
          and (NULL::text is null or section = NULL)
          and (NULL::int is null or assignee = NULL)
          and (NULL::text is null
               or NULL = 'own' and is_late_here(due_at, paused_at, (select world_now()), h.since)
               or NULL = 'before' and is_late_before(due_at, paused_at, (select world_now()), h.since))
          and (NULL::uuid is null
               or (coalesce(due_at, 'infinity'), id) > (coalesce(NULL, 'infinity'::timestamptz), NULL))
        order by due_at asc nulls last, id
        limit 50
    ) i
    order by i.due_at asc nulls last, i.id
    limit 50
) w
left join lateral (
    select m.id as assignee, p.name as assignee_name
    from mandate m join person p on p.id = m.person
    where m.id = w.assignee and m.during @> (select world_today())
) a on true
order by w.due_at asc nulls last, w.id;
commit;
