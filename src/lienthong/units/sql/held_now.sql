-- Who answers for each jurisdiction today, and since when. A part's holder who held the whole the day before goes on:
-- what it let pass before the division is its own lateness still.
create view held_now as
    select h.jurisdiction, h.unit,
           coalesce(lower(was.during), lower(h.during))::timestamp at time zone 'Asia/Ho_Chi_Minh' as since
    from holding h
    join jurisdiction j on j.id = h.jurisdiction
    left join holding was on j.kind = 'part' and was.jurisdiction = j.parent and was.unit = h.unit
                             and was.during @> (lower(h.during) - 1)
    where h.during @> (select world_today());

-- From which instant its present holder answers for a jurisdiction. What was overdue before is not that holder's
-- lateness.
create or replace function held_since(p_jurisdiction int) returns timestamptz
language sql stable parallel safe
as $$ select since from held_now where jurisdiction = p_jurisdiction $$;

do $$ begin
    if exists (select from pg_roles where rolname = 'lienthong_app') then
        revoke insert, update, delete on held_now from lienthong_app;
    end if;
end $$;
