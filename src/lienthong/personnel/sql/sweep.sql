-- What is over leaves no trace of who tried a door and which secrets there were: sessions, tokens and passes a day after
-- they expired, attempts at public doors a day after their window.
create function sweep_expired() returns int
language sql security definer set search_path = public, pg_temp
as $$
    with ended as (delete from access where expires_at < now() - interval '1 day' returning 1),
         attempts as (delete from knock where window_start < now() - interval '1 day' returning 1)
    select (select count(*) from ended)::int + (select count(*) from attempts)::int
$$;
