create function ask_before(p_digest bytea, p_kind text, p_key text)
returns table (
    standing text, account int, mandate int, person int, unit int, seat int, section text, role text,
    person_name text, unit_name text, unit_code text, scope int[], reads int[], at timestamptz, earlier jsonb,
    read_only boolean, archives int[], title text, delegated text[], in_charge boolean
)
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
    today date;
    m record;
begin
    at := world_now();
    today := (at at time zone 'Asia/Ho_Chi_Minh')::date;
    select a.account, a.mandate, a.kind, md.person, md.during as mandate_during, p.section, p.role, p.title, pe.name,
           p.unit, p.id as post, u.name as unit_name, u.code as unit_code, u.during as unit_during
    into m
    from access a
    left join mandate md on md.id = a.mandate
    left join person pe on pe.id = md.person
    left join post p on p.id = md.post
    left join unit u on u.id = p.unit
    where a.digest = p_digest and a.kind = any (case p_kind when 'session' then array['session'] else array['token', 'reader'] end)
      and a.expires_at > now();

    if not found then
        standing := 'unknown'; return next; return;
    end if;
    account := m.account; mandate := m.mandate; person := m.person; unit := m.unit;
    section := m.section; role := m.role; person_name := m.name;
    unit_name := m.unit_name; unit_code := m.unit_code; read_only := m.kind = 'reader';
    standing := case
        when m.mandate is null then 'choose'
        when upper(m.unit_during) <= today then 'unit_ended'
        when not m.unit_during @> today then 'unit_not_begun'
        when not m.mandate_during @> today then 'mandate_ended'
        else 'ok' end;
    if standing <> 'ok' then
        return next; return;
    end if;
    scope := coalesce(held_by(m.unit, today), '{}');
    seat := seat_of(m.unit);
    reads := coalesce((select array_agg(h.jurisdiction)
                       from oversight o join holding h on h.unit = o.unit and h.during @> today
                       where o.post = m.post), '{}');
    archives := archived_by(m.unit, today);
    title := m.title;
    if m.role in ('pho_chu_tich', 'chanh_van_phong', 'truong_phong', 'giam_doc_ttpvhcc') then
        select array_agg(c) into delegated
        from delegation d join mandate h on h.id = d.delegator and h.during @> today, unnest(d.covers) as c
        where d.delegate = m.mandate and d.during @> today and d.withdrawn_at is null;
        in_charge := m.role = 'pho_chu_tich' and not exists (
            select from post h join mandate o on o.post = h.id and o.during @> today
            where h.unit = m.unit and h.role = 'lanh_dao');
    end if;
    perform set_config('lt.scope', (scope || reads)::text, true), set_config('lt.item', '', true),
            set_config('lt.archive', archives::text, true);
    if p_key is not null then
        earlier := coalesce(answers_under('m' || m.mandate, p_key), '{}');
    end if;
    return next;
end $$;
