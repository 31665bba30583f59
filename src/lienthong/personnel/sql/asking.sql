-- `ask` itself, who asks and what they may see, stands in ask.sql; the choice of a mandate in accounts.sql.

-- A trial round's own citizens all come from one address; the round's pass lifts the limit on attempts, nothing else.
create function is_guest(p_digest bytea) returns boolean
language sql stable security definer set search_path = public, pg_temp
as $$ select exists (select from access where digest = p_digest and kind = 'guest' and expires_at > now()) $$;

create function end_access(p_digest bytea) returns void
language sql security definer set search_path = public, pg_temp
as $$ delete from access where digest = p_digest $$;

-- Those who hold today what an ended unit held: what an old login is told.
create function heirs_of_unit(p_unit int) returns table (code text, name text)
language sql stable security definer set search_path = public, pg_temp
as $$
    select u.code, u.name
    from holding was
    join holding h on h.jurisdiction = was.jurisdiction and h.during @> world_today()
    join jurisdiction j on j.id = was.jurisdiction
    join unit u on u.id = h.unit
    where was.unit = p_unit and h.unit <> p_unit
    group by u.code, u.name
    order by bool_or(j.kind = 'seat') desc, u.code
$$;

do $$ begin
    if exists (select from pg_roles where rolname = 'lienthong_app') then
        revoke select, update, delete, truncate on access from lienthong_app;
        revoke insert, update, delete, truncate on person, post, mandate, oversight from lienthong_app;
        revoke insert, delete, truncate on account from lienthong_app;
    end if;
end $$;
