-- What the lists of one person are made of: written once for the pages and the figures above them (`work/waiting`).

-- Who answers for each jurisdiction today, since when, and until when a division of it is undecided. That is asked only of
-- what was divided: to start a function for each jurisdiction was a third of a whole list.
create view answered_for as
select h.jurisdiction, h.since,
       case when exists (select from jurisdiction p where p.parent = h.jurisdiction and p.kind = 'part')
            then undecided_until(h.jurisdiction) end as until
from held_now h;

-- An item as a list shows it, to be read by its key.
create view listed_item with (security_invoker = true) as
select w.id, w.kind, w.reference, w.subject, w.state, w.step, w.section, a.assignee, a.assignee_name, w.priority,
       w.received_at, w.due_at, w.paused_at, w.version, w.jurisdiction,
       to_char(w.due_at at time zone 'Asia/Ho_Chi_Minh', 'HH24:MI DD/MM/YYYY') as due_text,
       case when w.sender_seat is not null then (
           select u.name from jurisdiction j join unit u on u.id = j.unit where j.id = w.sender_seat) end as from_name
from work_item w
left join lateral (
    select m.id as assignee, pe.name as assignee_name
    from mandate m join person pe on pe.id = m.person
    where m.id = w.assignee and m.during @> (select world_today())
    offset 0  -- by key: how many rows a page has, the planner does not know
) a on true;

-- Steps as `work/waiting/steps.py` names them, each with the colleagues and sections of a unit that may do it as well:
-- what is in their hands waits for them. `roles` and `buts` are lists with «|» between. A section where such work comes in
-- (`counter`) has it no more than others, nor has the mandate's own.
create function steps_of_mandate(
    p_unit int, p_mandate int, p_section text, p_kinds text[], p_states text[], p_steps text[], p_buts text[],
    p_counters text[], p_roles text[]
) returns table (kind text, state text, step text, but text[], others int[], elsewhere text[])
language sql stable
as $$
    with staff as materialized (
        select m.id as mandate, p.role, p.section
        from post p
        join mandate m on m.post = p.id and m.during @> (select world_today())
        where p.unit = p_unit
    )
    select a.kind, a.state, a.step, string_to_array(a.but, '|'),
           array(select s.mandate from staff s
                 where s.role = any (string_to_array(a.roles, '|')) and s.mandate <> p_mandate),
           array(select s.section from staff s
                 where s.role = any (string_to_array(a.roles, '|'))
                   and s.section <> all (array['', a.counter, p_section]))
    from unnest(p_kinds, p_states, p_steps, p_buts, p_counters, p_roles) as a(kind, state, step, but, counter, roles)
$$;

-- Whether work of a step's kind and state waits for a mandate: it is at that step, and in nobody else's hands who may do
-- it. An expression the planner puts in place.
create function waits_at(
    item_step text, section text, assignee int, step text, but text[], mandate int, others int[], elsewhere text[]
) returns boolean
language sql immutable parallel safe
as $$
    select (item_step = step or step = '-' and item_step <> all (but))
       and (assignee = mandate or (assignee is null or assignee <> all (others)) and section <> all (elsewhere))
$$;

do $$ begin
    if exists (select from pg_roles where rolname = 'lienthong_app') then
        grant select on answered_for, listed_item to lienthong_app;
        revoke insert, update, delete on answered_for, listed_item from lienthong_app;
    end if;
end $$;
