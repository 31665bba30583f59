-- What became of an issued letter at each of its addressees, for whoever sees its draft: asked once, not of each of
-- 3,321. What an addressee wrote for itself stays there; why it sent the letter back was written for the sender.
-- `seat`: that received it; `outside`: of a body that does not work here, its place on the letter.
drop function if exists dispatch_of(uuid);  -- what it answers may have grown
create function dispatch_of(p_document uuid) returns table (
    item uuid, seat int, outside smallint, name text, is_copy boolean, state text, arrived_at timestamptz,
    register_number int, register_letter text, register_year int, registered_at timestamptz, closed_at timestamptz,
    is_late boolean, reminded_at timestamptz, recall text, note text
)
language sql stable rows 168 security definer set search_path = public, pg_temp
as $$
    with letter as materialized (
        select d.id, d.issued_at, (select world_now()) as now
        from document d
        where d.id = p_document and d.issued_at is not null
          and exists (select from draft f join visible_item w on w.id = f.item where f.document = p_document)
    ), within as materialized (
        select p.item, pe.name
        from person_addressee p join mandate m on m.id = p.mandate join person pe on pe.id = m.person
        where p.document = (select id from letter)
    )
    select v.item, w.received_seat, null::smallint, p.name, v.is_copy, w.state, w.received_at,
           v.register_number, v.register_letter, v.register_year, v.register_at, w.closed_at,
           w.closed_at is null and is_overdue(w.due_at, w.paused_at, l.now) is true,
           v.reminded_at,
           case when v.recall_asked_at is null then null
                when v.recall_answer = '' and w.closed_at is not null then 'finished' else v.recall_answer end,
           case when w.state = 'returned' then v.note else '' end
    from letter l
    join delivery v on v.document = l.id
    join work_item w on w.id = v.item
    left join within p on p.item = v.item
    union all
    select null, null, o.ordinal, o.name, false,
           case when o.received_at is null then 'sent' else 'received' end, l.issued_at, null, null, null, null,
           o.received_at, false, null, null,
           concat_ws('; ', nullif(o.way, ''), nullif(o.address, ''), nullif(o.receipt, ''))
    from letter l
    join outside_addressee o on o.document = l.id
$$;

-- What the journal and other letters say of copies of a letter: when a leader last said who handles it; the first whole
-- answer to it that was issued, and where this reader opens that. Of those the reader sees; asked once for a page of them.
create or replace function courses_of(p_items uuid[]) returns table (
    item uuid, directed_at timestamptz, answer_sign text, answered_at timestamptz, answer_item uuid
)
language sql stable rows 50 security definer set search_path = public, pg_temp
as $$
    -- The newest line by its number: asked for the greatest time, the planner walks back through everybody's.
    select s.id,
           (select j.at from journal j where j.item = s.id and j.verb = 'delivery.directed' order by j.seq desc limit 1),
           answer.sign, answer.issued_at,
           (select w.id from delivery v join visible_item w on w.id = v.item where v.document = answer.id limit 1)
    from unnest(p_items) as asked(id)
    cross join lateral (select w.id from visible_item w where w.id = asked.id offset 0) s
    left join lateral (
        select a.id, a.sign, a.issued_at
        from document a
        where a.answers = s.id and a.issued_at is not null
        order by a.in_part, a.issued_at
        limit 1
    ) answer on true
$$;
