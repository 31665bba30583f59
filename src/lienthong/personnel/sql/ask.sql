drop function if exists ask(bytea, text, text);
-- Who asks: the mandate behind a session or token, its unit and what it holds today; sets the scope of the
-- transaction in the same round trip: what the unit holds, what the post oversees, the jurisdictions whose closed work
-- the unit keeps. `standing` says why somebody may not act: unknown, unit_ended, unit_not_begun, mandate_ended, choose
-- (a session without a mandate yet), or ok. Of those whom a head may let sign (the roles of delegations/terms.py):
-- `delegated` says what they were given for today, `in_charge` whether a deputy's body has no head.
-- Every request pays for it: one statement whose plan is made once a connection (all look-ups are by key, no value would
-- change it), with nothing inside that is planned or started by itself. Nobody but those few pays for what was given.
-- Whose account is stopped is nobody, whatever is given out for them; that stands with the person, who is read anyway (see
-- accounts.sql). A session that is used goes on; that is written down at most once a minute, and waits for nobody.
create function ask(p_digest bytea, p_kind text, p_key text)
returns table (
    standing text, account int, mandate int, person int, unit int, seat int, section text, role text,
    person_name text, unit_name text, unit_code text, scope int[], reads int[], at timestamptz, earlier jsonb,
    read_only boolean, archives int[], title text, delegated text[], in_charge boolean
)
language plpgsql security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan
as $$
declare
    set_to text;
    today date;
    is_due boolean;
begin
    select f.standing, f.account, f.mandate, f.person, f.unit, f.section, f.role, f.person_name, f.unit_name,
           f.unit_code, f.at, f.read_only,
           case when f.standing = 'ok' then f.title end,
           case when f.standing = 'ok' then (
               select j.id from jurisdiction j where j.kind = 'seat' and j.unit = f.unit) end,
           case when f.standing = 'ok' then array(
               select h.jurisdiction from holding h where h.unit = f.unit and h.during @> f.today) end,
           case when f.standing = 'ok' then array(
               select h.jurisdiction from oversight o join holding h on h.unit = o.unit and h.during @> f.today
               where o.post = f.post) end,
           case when f.standing = 'ok' then array(
               select h.jurisdiction from archive_holding h where h.unit = f.unit and h.during @> f.today) end,
           case when f.standing = 'ok' and p_key is not null then coalesce((
               select jsonb_object_agg(n.act, jsonb_build_object('asked', n.asked, 'answer', n.answer))
               from answer n where n.actor = 'm' || f.mandate and n.key = p_key), '{}') end,
           f.is_due
    into standing, account, mandate, person, unit, section, role, person_name, unit_name, unit_code, at, read_only,
         title, seat, scope, reads, archives, earlier, is_due
    from (
        select a.account, a.mandate, md.person, p.unit, p.section, p.role, pe.name as person_name, u.name as unit_name,
               u.code as unit_code, w.at, w.today, a.kind = 'reader' as read_only, p.title, p.id as post,
               p_kind = 'session' and a.expires_at < least(now() + a.idle, a.ends_at) as is_due,
               case
                   when a.digest is null then 'unknown'
                   when a.mandate is null then 'choose'
                   when pe.is_stopped then 'unknown'
                   when upper(u.during) <= w.today then 'unit_ended'
                   when not u.during @> w.today then 'unit_not_begun'
                   when not md.during @> w.today then 'mandate_ended'
                   else 'ok' end as standing
        from (
            -- What world_now() and world_today() say, put in place by hand: a function that reads a table is not.
            select now() + clock_offset as at,
                   ((now() + clock_offset) at time zone 'Asia/Ho_Chi_Minh')::date as today
            from world
            offset 0
        ) w
        left join access a on a.digest = p_digest and a.expires_at > now()
                              and case when p_kind in ('session', 'glance') then a.kind = 'session'
                                       else a.kind in ('token', 'reader') end
        left join mandate md on md.id = a.mandate
        left join person pe on pe.id = md.person
        left join post p on p.id = md.post
        left join unit u on u.id = p.unit
        offset 0
    ) f;
    if is_due and standing in ('ok', 'choose') then
        update access x set expires_at = least(x.ends_at, now() + x.idle + interval '1 minute')
        where x.digest = (select y.digest from access y where y.digest = p_digest for update skip locked);
    end if;
    if standing = 'ok' then
        if role in ('pho_chu_tich', 'chanh_van_phong', 'truong_phong', 'giam_doc_ttpvhcc') then
            today := (at at time zone 'Asia/Ho_Chi_Minh')::date;
            select array_agg(c) into delegated
            from delegation d join mandate h on h.id = d.delegator and h.during @> today, unnest(d.covers) as c
            where d.delegate = ask.mandate and d.during @> today and d.withdrawn_at is null;
            in_charge := role = 'pho_chu_tich' and not exists (
                select from post h join mandate o on o.post = h.id and o.during @> today
                where h.unit = ask.unit and h.role = 'lanh_dao');
        end if;
        set_to := set_config('lt.scope', (scope || reads)::text, true);
        set_to := set_config('lt.item', '', true);
        set_to := set_config('lt.archive', archives::text, true);
        -- What the lines of the journal will say of this transaction.
        set_to := set_config('lt.mandate', mandate::text, true);
        set_to := set_config('lt.door', case when p_kind in ('session', 'glance') then 'page' else 'api' end, true);
        set_to := set_config('lt.access', ('x' || left(encode(p_digest, 'hex'), 16))::bit(64)::bigint::text, true);
    end if;
    return next;
end $$;
