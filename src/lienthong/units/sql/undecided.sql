-- Whether work in this jurisdiction still has to be put into a part: its area ends, it was divided by place, and some
-- part is or will be answered for by somebody else than the whole. A draft, a plan given up and a reversed one leave no
-- such difference; new work never enters the jurisdiction of an area that ended.
create function awaits_division(p_jurisdiction int) returns boolean
language sql stable parallel safe
as $$
    select exists (
        select from jurisdiction p
        join jurisdiction whole on whole.id = p.parent
        join area a on a.id = whole.area and not upper_inf(a.during)
        join holding h on h.jurisdiction = p.id and (upper_inf(h.during) or upper(h.during) > world_today())
        join holding rest on rest.jurisdiction = whole.id and rest.during && h.during and rest.unit <> h.unit
                             and (upper_inf(rest.during) or upper(rest.during) > world_today())
        where p.parent = p_jurisdiction and p.kind = 'part' and p.area is not null
    )
$$;

-- The same, cheap for the many jurisdictions that were never divided: put in place by the planner, one look at an
-- index.
create function is_undecided(p_jurisdiction int) returns boolean
language sql stable parallel safe
as $$
    select case when exists (select from jurisdiction p where p.parent = p_jurisdiction and p.kind = 'part')
                then awaits_division(p_jurisdiction) else false end
$$;
