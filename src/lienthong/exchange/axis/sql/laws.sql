-- What leaves and what comes is seen by whoever holds the seat it leaves or comes for; what came to nobody here is seen
-- by whoever may look at the exchange at all.
alter table axis_consignment enable row level security;
create policy axis_consignment_of_seat on axis_consignment for select using (
    coalesce(seat = any ((select nullif(current_setting('lt.scope', true), '')::int[])::int[]), false)
    or seat is null and coalesce((select nullif(current_setting('lt.scope', true), '')::int[]) <> '{}', false)
);
create policy axis_consignment_retried on axis_consignment for update using (
    coalesce(seat = any ((select nullif(current_setting('lt.scope', true), '')::int[])::int[]), false)
    or seat is null and coalesce((select nullif(current_setting('lt.scope', true), '')::int[]) <> '{}', false)
);
alter table axis_arrival enable row level security;
create policy axis_arrival_of_seat on axis_arrival for select using (
    coalesce(seat = any ((select nullif(current_setting('lt.scope', true), '')::int[])::int[]), false)
    or seat is null and coalesce((select nullif(current_setting('lt.scope', true), '')::int[]) <> '{}', false)
);

-- The journal's next lines: of a letter that was issued one consignment for each addressee reached by the exchange, of a
-- recall a word to each, of a letter that came by the exchange a word to its sender. It reads everybody's lines, so it is
-- the owner's, and hands none out.
create function consign_new_lines(p_limit int) returns int
language sql security definer set search_path = public, pg_temp
as $$
    with line as materialized (
        select l.id, l.at, l.verb, l.item
        from read_tail('axis', p_limit) l
        where l.item is not null and l.origin = 0
    ), said (verb, code) as (
        values ('delivery.registered', '03'), ('delivery.registered_between', '03'), ('delivery.directed', '04'),
               ('delivery.answered', '06'), ('delivery.completed', '06'), ('delivery.returned', '02'),
               ('delivery.recall_agreed', '15'), ('delivery.recall_refused', '16')
    ), sent as (
        select l.id as line, d.issuer_seat as seat, case l.verb when 'draft.issued' then 'letter' else 'status' end as kind,
               d.id as document, l.item, o.ordinal as outside, null::bigint as arrival,
               case l.verb when 'draft.issued' then '' else '13' end as code,
               case l.verb when 'draft.issued' then '' else o.recall_reason end as words, o.address as to_id,
               o.name as to_name, l.at
        from line l
        join draft f on f.item = l.item
        join document d on d.id = f.document
        join outside_addressee o on o.document = d.id and o.way = 'axis'
        where l.verb = 'draft.issued'
           or l.verb = 'draft.recall_asked' and o.recall_asked_at is not null and o.recall_answer = ''
        union all
        select l.id, a.seat, 'status', null, l.item, null, a.id, s.code,
               case s.code when '02' then v.note when '16' then v.recall_refused else '' end, a.from_id, a.from_name, l.at
        from line l
        join said s on s.verb = l.verb
        join axis_arrival a on a.item = l.item and a.kind = 'letter' and a.state = 'taken'
        join delivery v on v.item = l.item
    ), written as (
        insert into axis_consignment (seat, kind, document, item, outside, arrival, line, code, words, to_id, to_name,
                                      said_at, state, tries, next_at, answer)
        select s.seat, s.kind, s.document, s.item, s.outside, s.arrival, s.line, s.code, s.words, s.to_id, s.to_name, s.at,
               'waiting', 0, clock_timestamp(), ''
        from sent s
        order by s.line, s.outside
        on conflict do nothing
        returning 1
    )
    select count(*)::int from written
$$;

-- What is due and has a way to go, for one sender at a time: until `p_lease` has passed nobody else takes it. What is
-- said of one letter to one place leaves in its order. Without a way it waits.
create function claim_consignments(p_limit int, p_lease interval) returns table (
    id bigint, unit int, kind text, document uuid, item uuid, outside smallint, arrival bigint, code text, words text,
    to_id text, to_name text, said_at timestamptz, tries smallint, connector bigint, way text, place text, token_file text
)
language sql security definer set search_path = public, pg_temp
as $$
    with due as materialized (
        select c.id, k.id as connector
        from axis_consignment c
        cross join lateral (
            select k.id
            from axis_connector k cross join lateral unnest(k.prefixes) prefix
            where k.since <= (select world_today()) and (k.until is null or k.until > (select world_today()))
              and (c.to_id = prefix or starts_with(c.to_id, prefix || '.'))
            order by length(prefix) desc, k.id
            limit 1
        ) k
        where c.state = 'waiting' and c.next_at <= clock_timestamp()
          and not exists (
              select from axis_consignment b
              where b.item = c.item and b.to_id = c.to_id and b.state = 'waiting' and b.id < c.id
          )
        order by c.id
        limit p_limit
        for update of c skip locked
    ), taken as (
        update axis_consignment c
        set tries = c.tries + 1, next_at = clock_timestamp() + p_lease, connector = due.connector
        from due where due.id = c.id
        returning c.*
    )
    select t.id, holder_of(t.seat, world_today()), t.kind, t.document, t.item, t.outside, t.arrival, t.code, t.words,
           t.to_id, t.to_name, t.said_at, t.tries, k.id, k.kind, k.place, k.token_file
    from taken t join axis_connector k on k.id = t.connector
    order by t.id
$$;

-- What came of a try. A lease that ended meanwhile is somebody else's: their try counts.
create function settle_consignment(p_id bigint, p_tries int, p_state text, p_answer text, p_next_at timestamptz)
returns boolean
language sql security definer set search_path = public, pg_temp
as $$
    with settled as (
        update axis_consignment
        set state = p_state, answer = p_answer, next_at = coalesce(p_next_at, next_at),
            sent_at = case p_state when 'sent' then clock_timestamp() end
        where id = p_id and state = 'waiting' and tries = p_tries
        returning 1
    )
    select exists (select from settled)
$$;

-- What came, once: the same bytes are the same arrival, and later are answered once more. With an answer that is to leave by the outbox, where `p_code` is
-- given. False: it was there.
create function note_arrival(
    p_digest text, p_seat int, p_item uuid, p_kind text, p_said text, p_from_id text, p_from_name text, p_to_id text,
    p_sign text, p_dated date, p_document_id text, p_state text, p_why text, p_way text, p_code text
) returns boolean
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
    made bigint;
begin
    insert into axis_arrival (digest, seat, item, kind, code, from_id, from_name, to_id, sign, dated, document_id, state,
                              answer, way, at)
    values (p_digest, p_seat, p_item, p_kind, p_said, p_from_id, p_from_name, p_to_id, p_sign, p_dated, p_document_id,
            p_state, p_why, p_way, world_now())
    on conflict (digest, to_id) do nothing
    returning id into made;
    if made is null then
        update axis_consignment c
        set state = 'waiting', tries = 0, next_at = clock_timestamp()
        from axis_arrival a
        where a.digest = p_digest and a.to_id = p_to_id and c.arrival = a.id and c.item is not distinct from a.item
          and c.line = 0 and c.state = 'sent' and c.sent_at < clock_timestamp() - interval '1 minute';
    elsif p_code <> '' then
        insert into axis_consignment (seat, kind, item, arrival, line, code, words, to_id, to_name, said_at, state, tries,
                                      next_at, answer)
        values (p_seat, 'status', p_item, made, 0, p_code, p_why, p_from_id, p_from_name, world_now(), 'waiting', 0,
                clock_timestamp(), '');
    end if;
    return made is not null;
end $$;

-- What an answer answers: how the other side names the letter, and whom it was sent to. The sender has no scope of its own
-- where the letter came to nobody here.
create function arrival_answered(p_arrival bigint) returns table (
    from_id text, to_id text, sign text, dated date, document_id text
)
language sql stable security definer set search_path = public, pg_temp
as $$ select a.from_id, a.to_id, a.sign, a.dated, a.document_id from axis_arrival a where a.id = p_arrival $$;

-- Which of our letters another installation speaks of: by its sign and day, and the id it was sent to.
create function letter_spoken_of(p_sign text, p_dated date, p_by text) returns table (
    item uuid, outside smallint, seat int, unit int
)
language sql stable security definer set search_path = public, pg_temp
as $$
    select c.item, c.outside, c.seat, holder_of(c.seat, world_today())
    from work_item w
    join axis_consignment c on c.item = w.id and c.to_id = p_by and c.kind = 'letter'
    join document d on d.id = c.document
    where w.reference = p_sign and w.kind = 'draft' and d.sign = p_sign
      and (d.issued_at at time zone 'Asia/Ho_Chi_Minh')::date = p_dated
    order by c.id desc
    limit 1
$$;

-- Which letter that came from another installation its sender speaks of.
create function arrival_spoken_of(p_document_id text, p_from text) returns table (item uuid, seat int, unit int)
language sql stable security definer set search_path = public, pg_temp
as $$
    select a.item, a.seat, holder_of(a.seat, world_today())
    from axis_arrival a
    where a.document_id = p_document_id and a.from_id = p_from and a.kind = 'letter' and a.state = 'taken'
    order by a.id
$$;

select begin_tail('axis');

do $$ begin
    if exists (select from pg_roles where rolname = 'lienthong_app') then
        revoke delete, truncate on axis_connector from lienthong_app;
        revoke update on axis_connector from lienthong_app;
        grant update (until) on axis_connector to lienthong_app;
        revoke insert, update, delete, truncate on axis_consignment from lienthong_app;
        grant update (state, tries, next_at, answer) on axis_consignment to lienthong_app;
        revoke insert, update, delete, truncate on axis_arrival from lienthong_app;
    end if;
end $$;
