-- What of a jurisdiction still has to be put into a part, where it was divided by place and some part is or will be
-- answered for by somebody else than the whole: what came in before this instant. An area or body that ends takes in
-- nothing more: all of it (`infinity`). One that lives on takes in its own new work from the day the part goes: what
-- came in before that day. A draft, a plan given up and a reversed one leave no such difference: null, as for a
-- jurisdiction that was never divided – told by one look at an index, put in place by the planner.
create function undecided_until(p_jurisdiction int) returns timestamptz
language sql stable parallel safe
as $$
    select case when exists (select from jurisdiction p where p.parent = p_jurisdiction and p.kind = 'part') then (
        select max(case when upper_inf(a.during) or upper_inf(u.during)
                        then lower(h.during)::timestamp at time zone 'Asia/Ho_Chi_Minh'
                        else 'infinity' end)
        from jurisdiction p
        join jurisdiction whole on whole.id = p.parent
        left join area a on a.id = whole.area
        left join unit u on u.id = whole.unit
        join holding h on h.jurisdiction = p.id and (upper_inf(h.during) or upper(h.during) > world_today())
        join holding rest on rest.jurisdiction = whole.id and rest.during && h.during and rest.unit <> h.unit
                             and (upper_inf(rest.during) or upper(rest.during) > world_today())
        where p.parent = p_jurisdiction and p.kind = 'part' and p.area is not null
    ) end
$$;
