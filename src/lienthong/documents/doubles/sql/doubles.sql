-- What is the same in a name however it was typed: `kernel.text.fold`.
create or replace function folded_name(name text) returns text
language sql immutable parallel safe
as $$
    select btrim(regexp_replace(
        replace(lower(regexp_replace(normalize(name, NFKD), '[\u0300-\u036f]', '', 'g')), 'đ', 'd'), '\s+', ' ', 'g'))
$$;

-- The one rule of letters that come again: deliveries to these seats that bear this sign, of this sender – a unit, or its
-- name as it was written – and this day, by the system or on paper.
create or replace function letters_again(p_seats int[], p_sign text, p_unit int, p_sender text, p_day date)
returns table (item uuid)
language sql stable rows 2 security definer set search_path = public, pg_temp
as $$
    with alike as materialized (
        select d.id, (d.issued_at at time zone 'Asia/Ho_Chi_Minh')::date as issued_on, d.issuer_unit, u.name, u.short_name
        from document d
        left join unit u on u.id = d.issuer_unit
        where d.sign = p_sign and d.sign <> ''  -- as the index of signs has it
    ), came as materialized (  -- of a letter to many only those that came here, asked one letter at a time
        select v.item, d.issued_on, d.issuer_unit, d.name, d.short_name
        from alike d
        cross join lateral (select v.item from delivery v where v.document = d.id offset 0) v
        where d.issued_on is null or d.issued_on = p_day
    )
    select w.id
    from came c
    cross join lateral (select v.id, v.received_seat from visible_item v where v.id = c.item offset 0) w
    left join outside_letter o on o.item = c.item
    where w.received_seat = any (p_seats)
      and coalesce(o.dated, c.issued_on) is not distinct from p_day
      and (c.issuer_unit = p_unit
           or folded_name(p_sender) in (folded_name(o.sender), folded_name(c.name), folded_name(c.short_name)))
$$;

-- Deliveries of the same body that may be the letter behind this one again: by the rule above, or with the same file,
-- enclosed or attached. Each is asked by its key; of a letter to many only those that came here.
create or replace function doubles_of(p_item uuid) returns table (
    item uuid, reference text, subject text, received_at timestamptz, how text
)
language sql stable rows 2 security definer set search_path = public, pg_temp
as $$
    with own as materialized (
        select v.item, v.document, w.received_seat
        from visible_item w join delivery v on v.item = w.id
        where w.id = p_item and w.received_seat is not null
    ), double as materialized (  -- a handful, so that what follows is asked by key
        select * from (
            select null::uuid as document, again.item, 'sign' as how
            from own
            join document d on d.id = own.document
            left join outside_letter o on o.item = own.item
            left join unit u on u.id = d.issuer_unit
            cross join lateral letters_again(
                array[own.received_seat], d.sign, d.issuer_unit, coalesce(o.sender, u.name),
                coalesce(o.dated, (d.issued_at at time zone 'Asia/Ho_Chi_Minh')::date)) again
            union all
            select other.document, null, 'file'
            from own
            join enclosure e on e.document = own.document
            join enclosure other on other.digest = e.digest and other.document <> e.document
            union all
            select null, other.item, 'file'
            from own
            join attachment a on a.item = own.item
            join attachment other on other.digest = a.digest and other.item <> a.item
        ) d limit 20
    ), came as (
        select v.item, double.how
        from double
        cross join lateral (select v.item from delivery v where v.document = double.document offset 0) v
        union
        select double.item, double.how from double where double.item is not null
    )
    select w.id, w.reference, w.subject, w.received_at, min(came.how)
    from own
    join came on came.item <> own.item
    cross join lateral (
        select v.id, v.reference, v.subject, v.received_at
        from visible_item v
        where v.id = came.item and v.received_seat = own.received_seat and v.kind = 'delivery'
        offset 0
    ) w
    group by w.id, w.reference, w.subject, w.received_at
    order by w.received_at desc, w.id
    limit 10
$$;
