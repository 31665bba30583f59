-- A decided row is written once, approved once and withdrawn once; nothing else of it changes. Whoever asks learns from
-- the head whether what they remember is still what counts.
insert into decided_head (id, shipped_since) select 1, (select world_now() from world);

create function decided_row_settled() returns trigger
language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    update decided_head set version = gen_random_uuid();
    return null;
end $$;
create trigger decided_row_settled after update of approved_at, withdrawn_at on decided_row
    for each statement execute function decided_row_settled();

do $$ begin
    if exists (select from pg_roles where rolname = 'lienthong_app') then
        revoke update, delete, truncate on decided_row from lienthong_app;
        grant update (approved_by, approved_person, approved_at, withdrawn_by, withdrawn_at, withdrawn_reason)
            on decided_row to lienthong_app;
        revoke insert, update, delete, truncate on decided_head from lienthong_app;
    end if;
end $$;
