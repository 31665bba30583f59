-- Who logs in under a name, and what their password is compared with: one name a question, never the list.
create function login_of(p_username text) returns table (account int, password text)
language sql stable security definer set search_path = public, pg_temp
as $$ select id, account.password from account where username = p_username and active $$;

-- The same of an account that is logged in already and is asked for its password once more.
create function password_of(p_account int) returns text
language sql stable security definer set search_path = public, pg_temp
as $$ select password from account where id = p_account and active $$;

-- Give out access: rows of `access`, by the names of its columns. A session belongs to an account and a mandate of its
-- person, and ends within a day. Machines' tokens and passes belong to a trial; in the live world what the program does
-- by itself under somebody's mandate takes a token of an hour at most.
create function open_access(p_rows jsonb) returns int
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
    is_trial constant boolean := coalesce((select kind = 'trial' from world), false);
    given int;
begin
    if exists (
        select from jsonb_populate_recordset(null::access, p_rows) x
        where case
            when x.kind = 'session' then
                not exists (select from account c where c.id = x.account)
                or x.mandate is not null
                   and not exists (select from mandate m join account c on c.person = m.person
                                   where m.id = x.mandate and c.id = x.account)
                or x.expires_at > now() + interval '1 day'
            when x.kind in ('token', 'reader') then
                x.account is not null or x.mandate is null
                or not is_trial and x.expires_at > now() + interval '1 hour'
            when x.kind = 'half' then
                not exists (select from account c where c.id = x.account) or x.mandate is not null
                or x.expires_at > now() + interval '1 hour'
            when x.kind = 'guest' then x.account is not null or x.mandate is not null or not is_trial
            else true end
    ) then
        raise exception 'access of this kind is not given out by the application' using errcode = 'insufficient_privilege';
    end if;
    insert into access select * from jsonb_populate_recordset(null::access, p_rows);
    get diagnostics given = row_count;
    return given;
end $$;

-- A job that waits is not the application's to delete; one that runs goes with its success, what is over is swept. No
-- policy of rows: beside one PostgreSQL hides which key was taken twice, and the queue's library reads just that.
create function keep_waiting_job() returns trigger language plpgsql as $$
begin
    raise exception 'a job that waits is not deleted' using errcode = 'insufficient_privilege';
end $$;
create trigger keep_waiting_job before delete on procrastinate_jobs for each row
when (old.status = 'todo' and current_user = 'lienthong_app') execute function keep_waiting_job();

revoke execute on function login_of(text), password_of(int), open_access(jsonb) from public;
do $$ begin
    if exists (select from pg_roles where rolname = 'lienthong_app') then
        grant execute on function login_of(text), password_of(int), open_access(jsonb) to lienthong_app;
        revoke insert on access from lienthong_app;
        revoke select, update on account from lienthong_app;
        grant select (id, person, username, active) on account to lienthong_app;
        revoke insert, update, delete, truncate on django_migrations from lienthong_app;
        revoke truncate on procrastinate_jobs, procrastinate_events, procrastinate_periodic_defers,
            procrastinate_workers from lienthong_app;
        revoke delete on procrastinate_events from lienthong_app;
    end if;
    if exists (select from pg_roles where rolname = 'lienthong_verifier') then
        -- It keeps what travels to another installation: `lienthong world export` reads with its login.
        revoke select on access, answer from lienthong_verifier;
        -- The slips of a round's citizens; no secret stands in an answer.
        grant select (actor, act, answer, at) on answer to lienthong_verifier;
    end if;
end $$;
