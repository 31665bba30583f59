-- The laws of holdings, cheap enough for a nation's worth of them at once.

-- A jurisdiction and its days as a flat box: jurisdictions along x, days along y, gaps of half a unit to the
-- neighbours, so that boxes overlap exactly when one jurisdiction is held twice on a day. As a range (`basket_days`) an
-- index entry cost 34 µs, as a box 12: a box is compared without being unpacked.
create function basket_box(p_jurisdiction int, p_during daterange) returns box
language sql immutable parallel safe
as $$
    select box(
        point(p_jurisdiction, lower(p_during) - date '0001-01-01'),
        point(p_jurisdiction + 0.5, coalesce(upper(p_during) - date '0001-01-01', 4000000) - 0.5))
$$;
alter table holding drop constraint holding_one_at_a_time;
alter table holding add constraint holding_one_at_a_time
    exclude using gist (basket_box(jurisdiction, during) with &&);
drop function basket_days(int, daterange);

-- Row by row, a city's reorganisation costs 170 ms of checks. Only the owner's functions write here; one that checks
-- its whole set with a statement of its own makes the row checks stand back before it writes and return after.
drop trigger holding_no_gap on holding;
drop trigger jurisdiction_no_gap on jurisdiction;
drop trigger unit_no_gap on unit;
create constraint trigger holding_no_gap after insert or update or delete on holding
    deferrable initially deferred for each row
    when (not is_checked_together()) execute function holding_changed();
create constraint trigger jurisdiction_no_gap after insert or update of during on jurisdiction
    deferrable initially deferred for each row
    when (not is_checked_together()) execute function jurisdiction_changed();
create constraint trigger unit_no_gap after update of during on unit
    deferrable initially deferred for each row
    when (not is_checked_together()) execute function unit_changed();

create function checks_stand_back() returns void
language sql
as $$ select set_config('lt.checked_together', 'on', true) $$;

create function checks_return() returns void
language sql
as $$ select set_config('lt.checked_together', '', true) $$;

revoke execute on function checks_stand_back(), checks_return() from public;
drop function if exists checks_passed();

-- Where its pages have room, a jurisdiction's new dates cost no index entries.
alter table jurisdiction set (fillfactor = 60);
