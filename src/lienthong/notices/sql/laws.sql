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
