select follow_item('meeting');
select follow_item('bridge_point');

-- A unit called to a meeting reads when it starts and who convenes.
create policy meeting_of_points on meeting for select using (
    exists (select from bridge_point b where b.meeting = meeting.item)
);

alter table bridge_code enable row level security;
alter table wrong_code enable row level security;

-- Whether a mandate's own unit holds the item today. The scope would not do: it shows supervisors and convenors
-- the points as well.
create function is_of_holder(p_item uuid, p_mandate int) returns boolean
language sql stable security definer set search_path = public, pg_temp
as $$
    select exists (
        select from work_item w
        join holding h on h.jurisdiction = w.jurisdiction and h.during @> world_today()
        join post p on p.unit = h.unit
        join mandate m on m.post = p.id and m.id = p_mandate and m.during @> world_today()
        where w.id = p_item
    )
$$;

-- A fresh code for a point that joins; 32 random bits of a version 4 uuid carry the six digits.
create function draw_code(p_item uuid) returns void
language sql security definer set search_path = public, pg_temp
as $$
    insert into bridge_code (item, code, drawn)
    values (p_item,
            lpad(((('x' || left(gen_random_uuid()::text, 8))::bit(32)::bigint & 4294967295) % 1000000)::text, 6, '0'),
            1)
    on conflict (item) do update set code = excluded.code, drawn = bridge_code.drawn + 1
$$;

-- The code, for the screen of the point's own unit while it is in the meeting and has not confirmed.
create function shown_code(p_item uuid, p_mandate int) returns text
language sql stable security definer set search_path = public, pg_temp
as $$
    select c.code
    from bridge_code c
    join bridge_point b on b.item = c.item and b.confirmed_at is null
    join work_item w on w.id = c.item and w.state = 'joined'
    where c.item = p_item and is_of_holder(p_item, p_mandate)
$$;

-- What an answer is worth: right, wrong or locked (too many wrong ones to this drawing). No row: nothing to answer.
create function judge_code(p_item uuid, p_mandate int, p_code text, p_tries int)
returns table (verdict text, drawn int, wrong int)
language sql stable security definer set search_path = public, pg_temp
as $$
    select case when coalesce(w.wrong, 0) >= p_tries then 'locked'
                when c.code = p_code then 'right'
                else 'wrong' end,
           c.drawn::int, coalesce(w.wrong, 0)::int
    from bridge_code c
    left join wrong_code w on w.item = c.item and w.drawn = c.drawn
    where c.item = p_item and shown_code(p_item, p_mandate) is not null
$$;

create function count_wrong_code(p_item uuid, p_drawn int) returns int
language sql security definer set search_path = public, pg_temp
as $$
    insert into wrong_code as w (item, drawn, wrong) values (p_item, p_drawn, 1)
    on conflict (item, drawn) do update set wrong = w.wrong + 1
    returning wrong
$$;

do $$ begin
    if exists (select from pg_roles where rolname = 'lienthong_app') then
        revoke delete, truncate on meeting, bridge_point from lienthong_app;
        revoke update on meeting from lienthong_app;
        revoke all on bridge_code, wrong_code from lienthong_app;
    end if;
end $$;
