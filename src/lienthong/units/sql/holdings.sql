-- What Django cannot say of the registry: periods are never empty, nobody holds a jurisdiction twice on a day, and no
-- jurisdiction is without holder on a day of its life.

alter table area add constraint area_during check (not isempty(during) and lower(during) is not null);
alter table unit add constraint unit_during check (not isempty(during) and lower(during) is not null);
alter table jurisdiction add constraint jurisdiction_during check (not isempty(during) and lower(during) is not null);
alter table holding add constraint holding_during check (not isempty(during) and lower(during) is not null);

-- A code is an identity only together with its first day.
create unique index area_key on area (code, lower(during));
create unique index unit_key on unit (code, body, lower(during));

-- A jurisdiction and a day as one number: the days of jurisdiction j are [j * 2^24, (j + 1) * 2^24). One range says
-- "the same jurisdiction, overlapping days" without the extension btree_gist, which the wheel lacks. With `during` as a
-- column of the index instead, generic plans of held_by() walked the whole of it: 5.7 ms a call against 0.1.
create function basket_days(p_jurisdiction int, p_during daterange) returns int8range
language sql immutable parallel safe
as $$
    select int8range(
        p_jurisdiction * 16777216::bigint + (lower(p_during) - date '0001-01-01'),
        coalesce(p_jurisdiction * 16777216::bigint + (upper(p_during) - date '0001-01-01'),
                 (p_jurisdiction + 1) * 16777216::bigint))
$$;

alter table holding add constraint holding_one_at_a_time
    exclude using gist (basket_days(jurisdiction, during) with &&);

-- One jurisdiction: its holdings cover its life, neither more nor less, each within the life of the unit that holds it.
create function check_holdings(p_jurisdiction int) returns void
language plpgsql
as $$
declare
    life daterange;
    held datemultirange;
    outlived boolean;
begin
    select during into life from jurisdiction where id = p_jurisdiction;
    if not found then
        return;
    end if;
    select range_agg(h.during), bool_or(not h.during <@ u.during) into held, outlived
    from holding h join unit u on u.id = h.unit
    where h.jurisdiction = p_jurisdiction;
    if held is distinct from datemultirange(life) then
        raise exception using
            errcode = 'check_violation', constraint = 'holding_no_gap', table = 'holding',
            message = format('jurisdiction %s lives %s but is held %s', p_jurisdiction, life, coalesce(held, '{}'));
    end if;
    if outlived then
        raise exception using
            errcode = 'check_violation', constraint = 'holding_within_unit', table = 'holding',
            message = format('jurisdiction %s is held by a unit outside the life of the unit', p_jurisdiction);
    end if;
end
$$;

-- The same question for all jurisdictions at once.
create function broken_holdings() returns setof int
language sql stable
as $$
    select j.id
    from jurisdiction j
    left join (holding h join unit u on u.id = h.unit) on h.jurisdiction = j.id
    group by j.id
    having range_agg(h.during) is distinct from datemultirange(j.during) or bool_or(not h.during <@ u.during)
$$;

create function holding_changed() returns trigger
language plpgsql
as $$
begin
    if tg_op <> 'INSERT' then
        perform check_holdings(old.jurisdiction);
    end if;
    if tg_op = 'INSERT' or (tg_op = 'UPDATE' and new.jurisdiction <> old.jurisdiction) then
        perform check_holdings(new.jurisdiction);
    end if;
    return null;
end
$$;

create function jurisdiction_changed() returns trigger
language plpgsql
as $$
begin
    perform check_holdings(new.id);
    return null;
end
$$;

create function unit_changed() returns trigger
language plpgsql
as $$
begin
    perform check_holdings(h.jurisdiction) from holding h where h.unit = new.id;
    return null;
end
$$;

-- Deferred: in between, a reorganisation may close one holding and open the next in any order.
create constraint trigger holding_no_gap after insert or update or delete on holding
    deferrable initially deferred for each row execute function holding_changed();
create constraint trigger jurisdiction_no_gap after insert or update of during on jurisdiction
    deferrable initially deferred for each row execute function jurisdiction_changed();
create constraint trigger unit_no_gap after update of during on unit
    deferrable initially deferred for each row execute function unit_changed();

-- The registry is read by all and written by its owner.
do $$ begin
    if exists (select from pg_roles where rolname = 'lienthong_app') then
        revoke insert, update, delete, truncate on area, area_heir, unit, jurisdiction, holding, boundary
            from lienthong_app;
    end if;
end $$;
