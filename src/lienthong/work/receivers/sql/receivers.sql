-- Whether somebody of the day serves in a body in one of these roles.
create function somebody_at(p_unit int, p_roles text[], p_on date) returns boolean
language sql stable parallel safe
as $$
    select exists (
        select from post p join mandate m on m.post = p.id
        where p.unit = p_unit and p.role = any (p_roles) and m.during @> p_on
    )
$$;

-- Open work that lies with a body in which nobody of the day may take it up. `p_roles`: kind → the roles that may.
-- The jurisdictions with open work are found one from the next in the index of inboxes: a busy one costs what an idle one
-- does. It sees everybody's work, so it is the owner's, and hands out no word of what the work is about.
create function unattended_work(p_roles jsonb, p_on date)
returns table (id uuid, kind text, reference text, state text, received_at timestamptz, due_at timestamptz,
               paused_at timestamptz, jurisdiction int, unit int)
language sql stable security definer set search_path = public, pg_temp
as $$
    with recursive place as (
        (select w.jurisdiction from work_item w where w.closed_at is null order by w.jurisdiction limit 1)
        union all
        select (select w.jurisdiction from work_item w
                where w.closed_at is null and w.jurisdiction > p.jurisdiction order by w.jurisdiction limit 1)
        from place p where p.jurisdiction is not null
    ), held as materialized (
        select p.jurisdiction, h.unit
        from place p left join holding h on h.jurisdiction = p.jurisdiction and h.during @> p_on
        where p.jurisdiction is not null
    ), staff as materialized (
        select p.unit, array_agg(distinct p.role) as roles
        from post p join mandate m on m.post = p.id and m.during @> p_on
        where p.unit in (select h.unit from held h)
        group by p.unit
    ), wanted as materialized (
        select k.key as kind, array(select jsonb_array_elements_text(k.value)) as roles from jsonb_each(p_roles) k
    ), empty as materialized (
        select h.jurisdiction, h.unit, wanted.kind
        from held h left join staff s on s.unit = h.unit cross join wanted
        where not coalesce(s.roles && wanted.roles, false)
    )
    select w.id, w.kind, w.reference, w.state, w.received_at, w.due_at, w.paused_at, w.jurisdiction, e.unit
    from empty e
    cross join lateral (
        select * from work_item o
        where o.jurisdiction = e.jurisdiction and o.kind = e.kind and o.closed_at is null
        offset 0
    ) w
$$;
