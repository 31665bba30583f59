-- Whom the journal's next lines concern, written down in one statement however many they are, with the reader's place.
-- `p_rules`: [{verb, audience, ability, roles, counters}] of notices/terms.py; audience as there. `p_mails`: whether e-mail
-- is sent from here. How many notices there are now. It reads everybody's lines, so it is the owner's, and hands none out.
-- Who may do a step is told as the step stands in the lists (work/sql/listed.sql, decision 0028): whoever of them has the
-- work; else, where it lies in a section with somebody of them, that section's; else all of them.
create or replace function tell_of_tail(p_rules jsonb, p_limit int, p_mails boolean) returns int
language sql security definer set search_path = public, pg_temp
as $$
    with today as materialized (
        select world_today() as day
    ), batch as materialized (
        select * from read_tail('notices', p_limit) where origin = 0 and not is_told_elsewhere(verb, facts)
    ), step as (
        select item, max(id) as line from batch where not is_beside_the_step(verb) group by item
    ), settled as (
        update notice n set settled = true
        from step s
        where n.item = s.item and n.audience = 'ability' and n.line < s.line and not n.settled
    ), matched as (
        select l.id as line, l.verb, l.at, l.item, l.mandate as by_mandate, l.facts,
               -- «hands»: as versions before called it.
               case when r.audience in ('asker', 'hands') then 'able' else r.audience end as audience,
               case r.audience when 'asker' then w.jurisdiction else l.jurisdiction end as jurisdiction,
               coalesce(r.ability, '') as ability, coalesce(r.roles, '{}') as roles, w.sender_seat, w.received_seat,
               coalesce(r.counters ->> w.kind, '') as counter,
               coalesce(w.assignee, (select j.mandate from journal j where j.item = q.id and j.seq = 1)) as assignee,
               coalesce(w.section, '') as section
        from batch l
        join jsonb_to_recordset(p_rules) as r(verb text, audience text, ability text, roles text[], counters jsonb)
            on r.verb = l.verb
        left join work_item q on q.id = l.item and r.audience = 'asker'
        left join work_item w on w.id = case r.audience when 'asker' then q.parent else l.item end
    ), aimed as (
        select m.*, today.day, b.body,
               case
                   when m.audience = 'assignee' then (m.facts ->> 'assignee')::int
                   when m.audience = 'delegate' then (m.facts ->> 'delegate')::int
                   when m.audience = 'owner' then (
                       select a.id from mandate a
                       where a.id = (m.facts ->> 'owner')::int and a.during @> today.day)
                   when m.audience = 'drafter' then (
                       select j.mandate from journal j where j.item = m.item and j.seq = 1)
                   when m.audience in ('able', 'counter') then (
                       select a.id from mandate a join post p on p.id = a.post
                       where a.id = m.assignee and a.during @> today.day and p.role = any (m.roles)
                         and p.unit = b.body)
               end as person
        from matched m
        cross join today
        cross join lateral (
            select case m.audience
                       when 'sender' then holder_of(m.sender_seat, today.day)
                       when 'counter' then holder_of(coalesce(m.received_seat, m.jurisdiction), today.day)
                       when 'able' then holder_of(m.jurisdiction, today.day)
                       when 'owner' then holder_of(m.jurisdiction, today.day)
                   end as body
        ) b
    ), persons as (
        select a.line, a.verb, a.at, a.item, 'person' as audience, p.unit, m.id as mandate, '' as ability,
               '' as section, a.by_mandate
        from aimed a
        join mandate m on m.id = a.person and m.during @> a.day
        join post p on p.id = m.post
        where m.id is distinct from a.by_mandate
    ), bodies as (
        select a.line, a.verb, a.at, a.item, 'ability' as audience, a.body as unit, null::int as mandate, a.ability,
               told.section, a.by_mandate
        from aimed a
        cross join lateral (
            select array_agg(p.section) as all_sections,
                   array_agg(p.section) filter (where m.id is distinct from a.by_mandate) as others
            from post p join mandate m on m.post = p.id and m.during @> a.day
            where p.unit = a.body and p.role = any (a.roles)
        ) able
        cross join lateral (
            select case when a.audience <> 'sender' and a.section <> a.counter and a.section = any (able.all_sections)
                        then a.section else '' end as section
        ) told
        where a.person is null and a.body is not null
          and case told.section when '' then able.others is not null else told.section = any (able.others) end
    ), citizens as (
        select a.line, a.verb, a.at, a.item, 'citizen' as audience, null::int as unit, null::int as mandate,
               '' as ability, '' as section, a.by_mandate
        from aimed a where a.audience = 'citizen'
    ), told as (
        insert into notice (line, verb, at, item, audience, unit, seat, mandate, ability, section, by_mandate, settled,
                            told_at)
        select t.line, t.verb, t.at, t.item, t.audience, t.unit, seat_of(t.unit), t.mandate, t.ability, t.section,
               t.by_mandate, t.audience = 'ability' and coalesce(s.line > t.line, false), statement_timestamp()
        from (select * from persons union all select * from bodies union all select * from citizens) t
        left join step s on s.item = t.item
        order by t.line
        on conflict do nothing
        returning id, item, audience, unit, mandate, ability, section, by_mandate, settled
    ), addressed as (
        insert into mail (id, notice, address, state, tries, next_at, answer)
        select gen_random_uuid(), t.id, a.address, 'waiting', 0, statement_timestamp(), ''
        from told t
        cross join today
        cross join lateral (
            select distinct e.address
            from post p
            join mandate m on m.post = p.id and m.during @> today.day
            join mail_address e on e.person = m.person
            where p.unit = t.unit and m.id is distinct from t.by_mandate
              and (m.id = t.mandate
                   or t.mandate is null and (t.section in ('', p.section))
                      and p.role in (select jsonb_array_elements_text(r.roles)
                                     from jsonb_to_recordset(p_rules) as r(ability text, roles jsonb)
                                     where r.ability = t.ability))
            union
            select r.email from reporter r where t.audience = 'citizen' and r.item = t.item and r.email <> ''
        ) a
        where p_mails and not t.settled
    )
    select count(*)::int from told
$$;
