-- Two people sign exactly this report, or give the file up; until then nothing of ours has changed. The application may
-- sign and may ask for the result.

-- One signature on exactly this report; the number of people who have signed it.
create function sign_joining(p_joining int, p_mandate int, p_digest text) returns int
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
    signer int;
    found_digest text;
begin
    select digest into found_digest from joined_world where id = p_joining and state = 'waiting' for update;
    if found_digest is null then
        perform refuse_joining('joining_over', format('import %s waits no longer', p_joining));
    end if;
    select person into signer from mandate where id = p_mandate and during @> world_today();
    if signer is null or exists (select from joined_world j, unnest(j.origins) o
                                 where j.state = 'joined' and keys_of(o) @> p_mandate) then
        perform refuse_joining('joining_signer_unknown', format('mandate %s may not sign', p_mandate));
    end if;
    if found_digest <> p_digest then
        perform refuse_joining('joining_report_changed', format('import %s has another report', p_joining));
    end if;
    delete from joining_signature where joining = p_joining and (digest <> p_digest or person = signer);
    insert into joining_signature (joining, mandate, person, digest, at)
    values (p_joining, p_mandate, signer, p_digest, world_now());
    return (select count(distinct person) from joining_signature where joining = p_joining and digest = p_digest);
end $$;

-- The digests of the files that must lie in this world's folder.
create function joining_files() returns setof text
language plpgsql stable security definer set search_path = public, pg_temp
as $$ begin return query select digest from joining.stored_file; end $$;

create function require_joinable(p_joining int) returns void
language plpgsql
as $$
declare
    w joined_world;
begin
    select * into w from joined_world where id = p_joining and state = 'waiting' for update;
    if w.id is null then
        perform refuse_joining('joining_over', format('import %s waits no longer', p_joining));
    end if;
    if (select count(distinct person) from joining_signature where joining = p_joining and digest = w.digest) < 2 then
        perform refuse_joining('joining_two_signers', format('import %s lacks a signature', p_joining));
    end if;
    if exists (select from joined_world j where j.state = 'joined' and j.origins && w.origins)
       or (select origin from world) = any (w.origins) then
        perform refuse_joining('already_imported', format('%s is here already', w.origin));
    end if;
    if exists (select from joining_differences()) or changes_digest() <> w.changes_digest
       or (select world_now()) < w.exported_at
    then
        perform refuse_joining('joining_stale', format('this world changed since import %s was checked', p_joining));
    end if;
end $$;

-- Given up: nothing of it stays but the record.
create function withdraw_joining(p_joining int) returns boolean
language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    update joined_world set state = 'withdrawn' where id = p_joining and state = 'waiting';
    if not found then
        perform refuse_joining('joining_over', format('import %s waits no longer', p_joining));
    end if;
    drop schema if exists joining cascade;
    return true;
end $$;
