-- What the installation of a province numbers itself; below 1,000,000,000 stand the loader's keys (units/terms.py).
create function keys_of(p_origin int) returns int4range
language sql immutable parallel safe
as $$ select int4range(1000000000 + p_origin * 10000000, 1000000000 + (p_origin + 1) * 10000000) $$;

do $$ begin
    if exists (select from pg_roles where rolname = 'lienthong_app') then
        revoke insert, update, delete, truncate on joined_day from lienthong_app;
    end if;
end $$;
