-- What a division asks about: open work of the jurisdiction it divides that came in before `until`. One word for the
-- list, its counts and sheets, the reminder in the inbox, the report and the board.
--
-- A jurisdiction whose area or unit ends by the plan takes in nothing afterwards: all of it is in question until
-- decided. One that lives on takes in its own new work every day from the date on: in question is what came in before.
-- Nothing is (`until` = epoch) under a plan that was reversed, or when after the date no part by place is answered for
-- by somebody else than the whole: a draft nobody approved, or heirs that were merged since.
create view division_asked as
select plan.id as plan, divided.undivided, plan.state, plan.effective_on,
       case when plan.state = 'reversed' then timestamptz 'epoch'
            -- Before the date everything is: nothing can have come in later.
            when plan.effective_on > (select world_today()) then timestamptz '9999-01-01'
            when not exists (
                select from jurisdiction p
                join planned_holding pp on pp.jurisdiction = p.id and pp.plan = plan.id
                join holding h on h.jurisdiction = p.id and h.during @> (select world_today())
                join holding rest on rest.jurisdiction = p.parent and rest.during @> (select world_today())
                where p.parent = divided.undivided and p.kind = 'part' and p.area is not null and rest.unit <> h.unit)
            then timestamptz 'epoch'
            when coalesce(upper_inf(a.during) or upper(a.during) > plan.effective_on,
                          upper_inf(u.during) or upper(u.during) > plan.effective_on, true)
            then plan.effective_on::timestamp at time zone 'Asia/Ho_Chi_Minh'
            else timestamptz '9999-01-01' end as until
from (
    select distinct pp.plan, part.parent as undivided
    from planned_holding pp join jurisdiction part on part.id = pp.jurisdiction and part.kind = 'part'
) divided
join plan on plan.id = divided.plan
join jurisdiction whole on whole.id = divided.undivided
left join area a on a.id = whole.area
left join unit u on u.id = whole.unit;

-- Undecided work of a jurisdiction, as far as the transaction sees it. Without a limit the index alone answers.
create function undecided_in(p_undivided int, p_until timestamptz) returns int
language sql stable
as $$
    select case when p_until >= timestamptz '9999-01-01'
                then (select count(*)::int from work_item w where w.jurisdiction = p_undivided and w.closed_at is null)
                when p_until > timestamptz 'epoch'
                then (select count(*)::int from work_item w
                      where w.jurisdiction = p_undivided and w.closed_at is null and w.received_at < p_until)
                else 0 end
$$;

-- Open work of a plan's divisions by jurisdiction, undivided and parts, as far as the transaction sees it.
create function division_counts(p_plan int, p_held int[]) returns table (jurisdiction int, n int)
language sql stable
as $$
    select undivided, undecided_in(undivided, until) from division_asked
    where plan = p_plan and (p_held is null or undivided = any (p_held))
    union all
    select part.id, (select count(*)::int from work_item w where w.jurisdiction = part.id and w.closed_at is null)
    from planned_holding pp join jurisdiction part on part.id = pp.jurisdiction and part.kind = 'part'
    where pp.plan = p_plan and (p_held is null or part.parent = any (p_held))
$$;

-- The same for the whole city whoever asks: sums only.
create function city_division_counts(p_plan int) returns table (jurisdiction int, n int)
language sql stable security definer set search_path = public, pg_temp
as $$
    select jurisdiction, n from division_counts(p_plan, null)
$$;

-- Every divided jurisdiction with undecided work, once, under the newest plan that asks; by who answers for it today.
create function city_undecided() returns table (plan int, undivided int, unit int, n int)
language sql stable security definer set search_path = public, pg_temp
as $$
    select o.plan, o.undivided, h.unit, o.n
    from (
        select asked.plan, asked.undivided, undecided_in(asked.undivided, asked.until) as n
        from (
            select distinct on (d.undivided) d.plan, d.undivided, d.until
            from division_asked d where d.until > timestamptz 'epoch'
            order by d.undivided, d.state = 'draft', d.plan desc
        ) asked
        offset 0
    ) o
    join holding h on h.jurisdiction = o.undivided and h.during @> (select world_today())
    where o.n > 0
$$;

create or replace view open_address as
select w.jurisdiction, w.id as item, w.kind, w.due_at, a.reading, a.street, a.spelt, a.words, w.received_at
from work_item w left join parsed_address a on a.item = w.id
where w.closed_at is null
  and coalesce(w.parties && (select nullif(current_setting('lt.scope', true), '')::int[]), false);

do $$ begin
    if exists (select from pg_roles where rolname = 'lienthong_app') then
        revoke insert, update, delete on division_asked from lienthong_app;
    end if;
end $$;
