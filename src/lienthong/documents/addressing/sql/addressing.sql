-- Whom a letter goes to besides bodies here: seen with its draft; of those within, each with what lies in their hands.
alter table person_addressee enable row level security;
create policy person_addressee_seen on person_addressee for select using (
    exists (select from draft d where d.document = person_addressee.document offset 0)
);
create policy person_addressee_written on person_addressee for insert with check (true);
create policy person_addressee_sent on person_addressee for update using (
    exists (select from draft d where d.document = person_addressee.document offset 0)
);

alter table outside_addressee enable row level security;
create policy outside_addressee_seen on outside_addressee for select using (
    exists (select from draft d where d.document = outside_addressee.document offset 0)
);
create policy outside_addressee_written on outside_addressee for insert with check (true);
create policy outside_addressee_received on outside_addressee for update using (
    exists (select from draft d where d.document = outside_addressee.document offset 0)
);

-- Groups and the list of bodies outside are their seat's; some groups are there for everybody to write to.
alter table addressee_group enable row level security;
create policy addressee_group_seen on addressee_group for select using (
    coalesce(seat = any ((select nullif(current_setting('lt.scope', true), '')::int[])::int[])
             or is_for_all and (select nullif(current_setting('lt.scope', true), '')::int[]) <> '{}', false)
);
create policy addressee_group_kept on addressee_group using (
    coalesce(seat = any ((select nullif(current_setting('lt.scope', true), '')::int[])::int[]), false)
);
alter table outside_body enable row level security;
create policy outside_body_kept on outside_body using (
    coalesce(seat = any ((select nullif(current_setting('lt.scope', true), '')::int[])::int[]), false)
);

-- Before a draft gets other addressees: those it had are gone. Of a letter that somebody has signed nobody takes one
-- away: no row is answered.
create function clear_addressees(p_document uuid) returns boolean
language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    perform from document d
    where d.id = p_document and d.signer is null and d.issued_at is null
      and exists (select from draft f join visible_item w on w.id = f.item
                  where f.document = p_document and w.state = 'drafting')
    for update;
    if not found then
        return false;
    end if;
    delete from addressee where document = p_document;
    delete from person_addressee where document = p_document;
    delete from outside_addressee where document = p_document;
    return true;
end $$;

do $$ begin
    if exists (select from pg_roles where rolname = 'lienthong_app') then
        revoke delete, truncate on person_addressee, outside_addressee from lienthong_app;
        revoke truncate on addressee_group, outside_body from lienthong_app;
        revoke update on person_addressee, outside_addressee from lienthong_app;
        grant update (item) on person_addressee to lienthong_app;
        grant update (received_at, receipt) on outside_addressee to lienthong_app;
    end if;
end $$;
