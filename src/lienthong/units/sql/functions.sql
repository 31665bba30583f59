-- The questions everything above asks. Total from the first day of the registry on: a territory, a seat and a
-- holder are always found for a place or unit that has begun.

create function held_by(p_unit int, p_day date) returns int[]
language sql stable parallel safe
as $$
    select coalesce(array_agg(jurisdiction order by jurisdiction), '{}')
    from holding where unit = p_unit and during @> p_day
$$;

create function holder_of(p_jurisdiction int, p_day date) returns int
language sql stable parallel safe
as $$
    select unit from holding where jurisdiction = p_jurisdiction and during @> p_day
$$;

create function seat_of(p_unit int) returns int
language sql stable parallel safe
as $$
    select id from jurisdiction where kind = 'seat' and unit = p_unit
$$;

create function territory_of(p_area int) returns int
language sql stable parallel safe
as $$
    select id from jurisdiction where kind = 'territory' and area = p_area
$$;

-- The part of an old area that goes to one of its heirs; null when it was not divided.
create function part_of(p_old int, p_new int) returns int
language sql stable parallel safe
as $$
    select p.id from jurisdiction p
    where p.kind = 'part' and p.parent = territory_of(p_old) and p.area = p_new and p.field is null
$$;

-- The area that stands on the day where `p_area` stood: itself, its heir by default, and so on. A district has
-- no heir: its province answers. Null before the area began.
create function area_on(p_area int, p_day date) returns int
language sql stable parallel safe
as $$
    with recursive line as (
        select id, during, province from area where id = p_area
        union
        select next.id, next.during, next.province
        from line
        left join area_heir heir on heir.old = line.id and heir.is_default
        join area next on next.id = coalesce(heir.new, line.province)
        where upper(line.during) <= p_day
    )
    select id from line where during @> p_day
$$;

-- The competence for a field: of the area's own body, else its district's, its province's, or that of an area the
-- province came from whose bodies live on (the city's departments were made before the merger). Null: the city's.
create function competence_for(p_area int, p_field text, p_day date) returns int
language sql stable parallel safe
as $$
    with here as (
        select id, district, province from area where id = area_on(p_area, p_day)
    ),
    near as (
        select id as area, 1 as distance from here
        union all
        select district, 2 from here
        union all
        select province, 3 from here
        union all
        select h.old, 4 from here join area_heir h on h.new = coalesce(here.province, here.id) and h.is_default
    )
    (select c.id
    from near join jurisdiction c on c.area = near.area
    where c.kind = 'competence' and c.field = p_field and c.during @> p_day
    order by distance
    limit 1)
    union all
    select c.id
    from jurisdiction c join unit u on u.id = c.unit
    where p_area is null and c.kind = 'competence' and c.field = p_field and c.during @> p_day
      and u.agency is not null
    limit 1
$$;

-- The jurisdiction of new work on a day.
--   territory   place = area: of the area that stands there that day, or its part by field if the field was divided
--   seat        place = unit: the unit's own, or the seat of the body that took it over
--   competence  place = area: see competence_for
--   part        never by itself: work is refined to a part, it does not enter one (see part_of)
create function jurisdiction_for(p_kind text, p_place int, p_field text, p_day date) returns int
language sql stable parallel safe
as $$
    select case p_kind
        when 'territory' then (
            select coalesce(
                (select p.id from jurisdiction p
                 where p.kind = 'part' and p.parent = t.id and p.area is null and p.field = p_field
                   and p.during @> p_day),
                t.id)
            from jurisdiction t where t.kind = 'territory' and t.area = area_on(p_place, p_day))
        when 'seat' then (
            select case when u.during @> p_day then seat_of(u.id)
                        when upper(u.during) <= p_day then seat_of(holder_of(seat_of(u.id), p_day)) end
            from unit u where u.id = p_place)
        when 'competence' then competence_for(p_place, p_field, p_day)
    end
$$;

-- Areas of commune rank that stand on the day in a province or have an heir in it: before the merger "in the
-- city" means "will be".
create function communes_of(p_province int, p_day date) returns setof int
language sql stable parallel safe
as $$
    select a.id from area a
    where a.rank = 'commune' and a.during @> p_day
      and (a.province = p_province
           or exists (select from area_heir h join area n on n.id = h.new
                      where h.old = a.id and n.province = p_province))
$$;
