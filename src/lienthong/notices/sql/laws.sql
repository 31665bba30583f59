-- A line makes one notice for each that is to know: the floor under "once".
create unique index notice_once on notice (line, audience, coalesce(unit, 0), coalesce(mandate, 0), ability);

-- An officer sees what their unit was told, of work they may see; a citizen what concerns the item they opened.
alter table notice enable row level security;
create policy notice_seen on notice for select using (
    coalesce(case audience
        when 'citizen' then item = (select nullif(current_setting('lt.item', true), '')::uuid)
        else seat = any ((select nullif(current_setting('lt.scope', true), '')::int[])::int[])
             and (item is null or exists (select from work_item w where w.id = item)) end, false)
);

-- What does not do the step an item waits for.
create function is_beside_the_step(p_verb text) returns boolean
language sql immutable parallel safe
as $$ select starts_with(p_verb, 'item.') or p_verb like '%.made_of_%' $$;

-- A question between bodies writes its line on what it is about, too: it asks for no step there, and its own line tells.
create function is_told_elsewhere(p_verb text, p_facts jsonb) returns boolean
language sql immutable parallel safe
as $$ select starts_with(p_verb, 'request.') and p_facts ? 'request' $$;

-- Whom the journal's next lines concern, written down in one statement however many they are, with the reader's place.
-- `p_rules`: [{verb, audience, ability, roles}] of notices/terms.py; audience as there. `p_mails`: whether e-mail is sent
-- from here. How many notices there are now. It reads everybody's lines, so it is the owner's, and hands none out.
create function tell_of_tail(p_rules jsonb, p_limit int, p_mails boolean) returns int
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
               case r.audience when 'asker' then 'hands' else r.audience end as audience,
               case r.audience when 'asker' then w.jurisdiction else l.jurisdiction end as jurisdiction,
               coalesce(r.ability, '') as ability, coalesce(r.roles, '{}') as roles, w.sender_seat, w.received_seat,
               coalesce(w.assignee, (select j.mandate from journal j where j.item = q.id and j.seq = 1)) as assignee,
               coalesce(w.section, '') as section
        from batch l
        join jsonb_to_recordset(p_rules) as r(verb text, audience text, ability text, roles text[]) on r.verb = l.verb
        left join work_item q on q.id = l.item and r.audience = 'asker'
        left join work_item w on w.id = case r.audience when 'asker' then q.parent else l.item end
    ), aimed as (
        select m.*, today.day,
               case m.audience
                   when 'assignee' then (m.facts ->> 'assignee')::int
                   when 'delegate' then (m.facts ->> 'delegate')::int
                   when 'owner' then (select a.id from mandate a
                                      where a.id = (m.facts ->> 'owner')::int and a.during @> today.day)
                   when 'drafter' then (select j.mandate from journal j where j.item = m.item and j.seq = 1)
                   when 'hands' then (select a.id from mandate a join post p on p.id = a.post
                                      where a.id = m.assignee and a.during @> today.day and p.role = any (m.roles)
                                        and p.unit = holder_of(m.jurisdiction, today.day))
               end as person,
               case m.audience
                   when 'sender' then holder_of(m.sender_seat, today.day)
                   when 'counter' then holder_of(coalesce(m.received_seat, m.jurisdiction), today.day)
                   when 'able' then holder_of(m.jurisdiction, today.day)
                   when 'hands' then holder_of(m.jurisdiction, today.day)
                   when 'owner' then holder_of(m.jurisdiction, today.day)
               end as body
        from matched m cross join today
    ), persons as (
        select a.line, a.verb, a.at, a.item, 'person' as audience, p.unit, m.id as mandate, '' as ability,
               '' as section, a.by_mandate
        from aimed a
        join mandate m on m.id = a.person and m.during @> a.day
        join post p on p.id = m.post
        where m.id is distinct from a.by_mandate
    ), bodies as (
        select a.line, a.verb, a.at, a.item, 'ability' as audience, a.body as unit, null::int as mandate, a.ability,
               case when a.section = any (able.sections) then a.section else '' end as section, a.by_mandate
        from aimed a
        cross join lateral (
            select array_agg(p.section) as sections
            from post p join mandate m on m.post = p.id and m.during @> a.day
            where p.unit = a.body and p.role = any (a.roles) and m.id is distinct from a.by_mandate
        ) able
        where a.person is null and a.body is not null and able.sections is not null
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

-- E-mails due, for one sender at a time: until `p_lease` has passed nobody else takes them. No words of the work leave
-- the house this way, so none are handed out: the kind, the reference, what happened.
create function claim_mails(p_limit int, p_lease interval) returns table (
    id uuid, address text, tries smallint, verb text, audience text, item uuid, kind text, reference text
)
language sql security definer set search_path = public, pg_temp
as $$
    with due as (
        select m.id from mail m
        where m.state = 'waiting' and m.next_at <= clock_timestamp()
        order by m.next_at
        limit p_limit
        for update skip locked
    ), taken as (
        update mail m set tries = m.tries + 1, next_at = clock_timestamp() + p_lease
        from due where m.id = due.id
        returning m.id, m.address, m.tries, m.notice
    )
    select t.id, t.address, t.tries, n.verb, n.audience, n.item, coalesce(w.kind, ''), coalesce(w.reference, '')
    from taken t
    join notice n on n.id = t.notice
    left join work_item w on w.id = n.item
$$;

create function settle_mail(p_mail uuid, p_state text, p_answer text, p_next_at timestamptz) returns void
language sql security definer set search_path = public, pg_temp
as $$
    update mail set state = p_state, answer = left(p_answer, 200), next_at = coalesce(p_next_at, next_at)
    where id = p_mail
$$;

-- Old notices and the addresses in old messages are nobody's concern any more.
create function sweep_notices(p_limit int) returns int
language sql security definer set search_path = public, pg_temp
as $$
    with mails as (
        delete from mail where notice in (
            select id from notice where told_at < now() - interval '90 days' order by told_at limit p_limit)
            or state <> 'waiting' and next_at < now() - interval '30 days'
    ), old as (
        select id from notice where told_at < now() - interval '90 days' order by told_at limit p_limit
    ), marks as (
        delete from notice_read r using old where r.notice = old.id
    ), gone as (
        delete from notice n using old where n.id = old.id returning 1
    )
    select count(*)::int from gone
$$;

select begin_tail('notices');

do $$ begin
    if exists (select from pg_roles where rolname = 'lienthong_app') then
        revoke insert, update, delete, truncate on notice from lienthong_app;
        revoke select, insert, update, delete, truncate on mail from lienthong_app;
        revoke truncate on notice_read_to, notice_read, mail_address from lienthong_app;
    end if;
    -- Whoever judges a round needs nobody's address.
    if exists (select from pg_roles where rolname = 'lienthong_verifier') then
        revoke select on mail, mail_address from lienthong_verifier;
    end if;
end $$;
