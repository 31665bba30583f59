-- Deliveries of the same body that may be the letter behind this one again: the same sign of the same sender on the same
-- day, or the same file, enclosed or attached. Each is asked by its key; of a letter to many only those that came here.
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
            select other.id as document, null::uuid as item, 'sign' as how
            from own
            join document d on d.id = own.document and d.sign <> ''
            join document other on other.sign = d.sign and other.id <> d.id and other.issuer_unit = d.issuer_unit
                and (other.issued_at at time zone 'Asia/Ho_Chi_Minh')::date
                    = (d.issued_at at time zone 'Asia/Ho_Chi_Minh')::date
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
