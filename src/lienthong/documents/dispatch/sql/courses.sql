-- What became of an issued letter at each of its addressees, for whoever sees its draft: asked once, not of each of
-- 3,321. What an addressee wrote for itself stays there; why it sent the letter back was written for the sender.
-- Of a body that is reached by the exchange its own system says how the letter fares there.
-- `seat`: that received it; `outside`: of a body that does not work here, its place on the letter.
create or replace function dispatch_of(p_document uuid) returns table (
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
           case when o.course <> '' then o.course when o.received_at is null then 'sent' else 'received' end,
           l.issued_at, null, null, null, case when o.course = 'registered' then o.course_at end,
           case when o.course = '' then o.received_at
                when o.course in ('completed', 'returned', 'recalled') then o.course_at end,
           false, null,
           case when o.recall_asked_at is null then null
                when o.recall_answer = '' and o.course in ('completed', 'returned') then 'finished'
                else o.recall_answer end,
           concat_ws('; ', nullif(o.way, ''), nullif(o.address, ''), nullif(o.receipt, ''))
    from letter l
    join outside_addressee o on o.document = l.id
$$;
