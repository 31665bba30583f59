-- From which instant its present holder answers for a jurisdiction. What was overdue before is not that holder's
-- lateness.
create function held_since(p_jurisdiction int) returns timestamptz
language sql stable parallel safe
as $$
    select lower(during)::timestamp at time zone 'Asia/Ho_Chi_Minh'
    from holding where jurisdiction = p_jurisdiction and during @> world_today()
$$;
