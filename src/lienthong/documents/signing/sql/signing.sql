-- Signatures of a letter are written by whoever works on its draft; who holds the letter reads of them below, by key.
alter table letter_signature enable row level security;
create policy letter_signature_seen on letter_signature for select using (
    exists (select from draft d where d.document = letter_signature.document offset 0)
);
create policy letter_signature_written on letter_signature for insert with check (
    exists (select from draft d where d.document = letter_signature.document offset 0)
);
create policy letter_signature_changed on letter_signature for update using (
    exists (select from draft d join work_item w on w.id = d.item
            where d.document = letter_signature.document
              and coalesce(w.parties && (select nullif(current_setting('lt.scope', true), '')::int[]), false) offset 0)
);
create policy letter_signature_dropped on letter_signature for delete using (
    exists (select from draft d join work_item w on w.id = d.item
            where d.document = letter_signature.document
              and coalesce(w.parties && (select nullif(current_setting('lt.scope', true), '')::int[]), false) offset 0)
);

-- The signatures of the letter behind an item, for whoever sees the item, without the bytes they were made of.
create function signatures_behind(p_item uuid)
returns table (place text, standing text, digest text, problem text, at timestamptz, name text, title text,
               subject text, is_trial boolean, at_server boolean)
language sql stable rows 2 security definer set search_path = public, pg_temp
as $$
    select s.place, s.standing, s.digest, s.problem, s.at, person.name, post.title, c.subject, c.is_trial, c.at_server
    from letter_behind(p_item) d
    join letter_signature s on s.document = d.id
    join certificate c on c.id = s.certificate
    join mandate m on m.id = s.mandate
    join post on post.id = m.post
    join person on person.id = m.person
$$;

-- The letter's file is from now on the one that was signed; without a digest it is laid out again where it is opened.
create function keep_signed_print(p_document uuid, p_digest text) returns void
language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    -- Only of a letter whose draft the transaction works on.
    perform 1 from draft d join visible_item w on w.id = d.item where d.document = p_document;
    if not found then
        raise insufficient_privilege using message = 'not this letter';
    elsif p_digest = '' then
        delete from letter_print where document = p_document;
    else
        insert into letter_print (document, digest, made_at) values (p_document, p_digest, world_now())
        on conflict (document) do update set digest = excluded.digest, made_at = excluded.made_at;
    end if;
end $$;

do $$ begin
    if exists (select from pg_roles where rolname = 'lienthong_app') then
        revoke delete, truncate on certificate, signature_check from lienthong_app;
        revoke update on certificate from lienthong_app;
        grant update (withdrawn_at) on certificate to lienthong_app;
        revoke truncate on letter_signature from lienthong_app;
    end if;
end $$;
