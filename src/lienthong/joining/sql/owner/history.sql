-- What was done there, line by line as it was, with its door and its access; before the lines that say it came, so that
-- the newest come last.
create or replace function join_history() returns void
language plpgsql
as $$
declare
    own smallint := (select origin from joining.meta);
begin
    insert into journal (act, at, verb, item, jurisdiction, unit, mandate, facts, seq, digest, origin, door, access)
    select act, at, verb, item, jurisdiction, unit, mandate, facts, seq, digest,
           case when origin = 0 then own else origin end, door, access
    from joining.journal order by id;
    insert into joined_day (origin, unit, day, seq, digest)
    select own, unit, day, seq, digest from joining.journal_day
    union all
    select origin, unit, day, seq, digest from joining.joined_day;
end $$;
