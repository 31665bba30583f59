-- What no rule may resolve when another installation's world becomes part of this one. Its rows stand in the schema
-- `joining`, made by the owner when the file was read; every function of the four files `joining_*.sql` is the owner's
-- and looks at the rules itself. Raised: check_violation with the constraint's name as the reason. plpgsql throughout:
-- the schema comes and goes.

create function refuse_joining(p_reason text, p_message text) returns void
language plpgsql
as $$
begin
    raise exception using errcode = 'check_violation', constraint = p_reason, table = 'joined_world',
        message = p_message;
end $$;

-- The keys the other installation has given itself, and those it had joined before.
create function theirs() returns int4multirange
language plpgsql stable
as $$ begin return (select range_agg(keys_of(o)) from joining.meta m, unnest(m.origins) o); end $$;

-- Jurisdictions of their own province: for these their word counts.
create function their_baskets() returns setof int
language plpgsql stable
as $$
begin
    return query
        with province as (
            select a.id from area a, joining.meta m
            where a.rank = 'province' and a.code = any (select to_char(o, 'FM00') from unnest(m.origins) o)
        ), place as (
            select a.id from area a where a.province in (select id from province) or a.id in (select id from province)
        )
        select j.id
        from jurisdiction j
        left join unit u on u.id = j.unit
        left join jurisdiction whole on whole.id = j.parent
        where coalesce(whole.area, u.area, j.area) in (select id from place);
end $$;

-- Jurisdictions whose holdings are written anew: theirs, and held otherwise there than here.
create function taken_baskets() returns setof int
language plpgsql stable
as $$
begin
    return query
        with here as (
            select h.jurisdiction, jsonb_agg(array[h.unit::text, h.during::text] order by h.during) as held
            from holding h where h.jurisdiction in (select their_baskets()) group by 1
        ), there as (
            select h.jurisdiction, jsonb_agg(array[h.unit::text, h.during::text] order by h.during) as held
            from joining.holding h group by 1
        )
        select here.jurisdiction from here join there using (jurisdiction) where here.held <> there.held;
end $$;

-- Of a row neither side made in their range: it stands on both sides and is the same, or we made it later than the
-- loader (and they cannot know it).
create function differs(p_ours int, p_theirs int, p_otherwise boolean) returns boolean
language sql immutable
as $$
    select case when p_theirs is null then p_ours < 1010000000 when p_ours is null then true else p_otherwise end
$$;

-- What no rule may resolve: a shared row of the registry that differs, a person numbered outside their range.
create function joining_differences() returns table (tab text, key text, name text)
language plpgsql stable
as $$
declare
    own int4multirange := theirs();
begin
    return query
        select 'area', coalesce(a.id, s.id)::text, coalesce(a.name, s.name)
        from area a full join joining.area s using (id)
        where not own @> id and differs(a.id, s.id, row(a.*) is distinct from row(s.*))
        union all
        select 'unit', coalesce(a.id, s.id)::text, coalesce(a.name, s.name)
        from unit a full join joining.unit s using (id)
        where not own @> id and differs(a.id, s.id, row(a.*) is distinct from row(s.*))
        union all
        select 'jurisdiction', coalesce(a.id, s.id)::text, coalesce(a.kind, s.kind)
        from jurisdiction a full join joining.jurisdiction s using (id)
        where not own @> id and differs(a.id, s.id, row(a.*) is distinct from row(s.*))
        union all
        select 'area_heir', concat_ws('→', old, new), ''
        from area_heir a full join joining.area_heir s using (old, new)
        where a.old is null and not own @> old
           or a.old is not null and s.old is not null and row(a.*) is distinct from row(s.*)
        union all
        select 'holding', j.id::text, coalesce(u.short_name, a.name, j.field)
        from (
            select jurisdiction as id
            from (select h.jurisdiction, h.unit, h.during, 1 as side from holding h
                  where h.jurisdiction in (select x.id from joining.jurisdiction x)
                  union all
                  select h.jurisdiction, h.unit, h.during, -1 from joining.holding h
                  where h.jurisdiction in (select x.id from jurisdiction x)) both_sides
            group by jurisdiction, unit, during having sum(side) <> 0
            except select * from their_baskets()
        ) odd
        join jurisdiction j on j.id = odd.id left join unit u on u.id = j.unit left join area a on a.id = j.area
        union all
        -- Theirs to say, but a plan approved here has handed it over already.
        select 'holding', t.id::text, q.name
        from taken_baskets() t(id) join planned_holding p on p.jurisdiction = t.id
        join plan q on q.id = p.plan and q.state in ('approved', 'flipped')
        union all
        -- Both made the same thing, each under a key of its own.
        select 'area', s.id::text, s.name
        from joining.area s join area a on a.code = s.code and lower(a.during) = lower(s.during) and a.id <> s.id
            where own @> s.id
        union all
        select 'unit', s.id::text, s.name
        from joining.unit s join unit a on a.code = s.code and a.body = s.body and lower(a.during) = lower(s.during)
        where own @> s.id and a.id <> s.id
        union all
        select 'jurisdiction', s.id::text, concat_ws(' ', s.kind, s.field)
        from joining.jurisdiction s
        join jurisdiction a on a.kind = s.kind and a.id <> s.id
             and row(a.parent, a.area, a.unit, a.field) is not distinct from row(s.parent, s.area, s.unit, s.field)
        where own @> s.id
        union all
        -- What is told apart by origin comes from them or from whom they had joined.
        select o.tab, o.origin::text, 'origin'
        from (select 'journal' as tab, origin from joining.journal group by origin
              union select 'joined_day', origin from joining.joined_day
              union select 'dossier', origin from joining.dossier
              union select 'report', origin from joining.report
              union select 'delivery', origin from joining.delivery) o
        where o.origin <> 0 and o.origin not in (select unnest(m.origins) from joining.meta m)
        union all
        select 'person', p.id::text, '' from joining.person p where not own @> p.id
        union all
        select 'post', p.id::text, '' from joining.post p where not own @> p.id
        union all
        select 'mandate', p.id::text, '' from joining.mandate p where not own @> p.id
        union all
        select 'account', p.id::text, '' from joining.account p where not own @> p.id
        order by 1, 2;
end $$;
