-- A writer of the registry that checks its whole set with one statement says so, and the checks row by row stand
-- back: 4,000 rows of a city's reorganisation cost 170 ms row by row. Only the owner's functions write here, and
-- they flush the deferred checks (`checks_passed`) before they give the word up again.
create function is_checked_together() returns boolean
language sql stable parallel safe
as $$ select coalesce(current_setting('lt.checked_together', true) = 'on', false) $$;

create or replace function holding_changed() returns trigger
language plpgsql
as $$
begin
    if is_checked_together() then
        return null;
    end if;
    if tg_op <> 'INSERT' then
        perform check_holdings(old.jurisdiction);
    end if;
    if tg_op = 'INSERT' or (tg_op = 'UPDATE' and new.jurisdiction <> old.jurisdiction) then
        perform check_holdings(new.jurisdiction);
    end if;
    return null;
end
$$;

create or replace function jurisdiction_changed() returns trigger
language plpgsql
as $$
begin
    if not is_checked_together() then
        perform check_holdings(new.id);
    end if;
    return null;
end
$$;

create or replace function unit_changed() returns trigger
language plpgsql
as $$
begin
    if not is_checked_together() then
        perform check_holdings(h.jurisdiction) from holding h where h.unit = new.id;
    end if;
    return null;
end
$$;

-- The rows written so far in this transaction have been checked as a set; later ones are checked one by one again.
create function checks_passed() returns void
language plpgsql
as $$
begin
    perform set_config('lt.checked_together', 'on', true);
    set constraints holding_no_gap, jurisdiction_no_gap, unit_no_gap immediate;
    perform set_config('lt.checked_together', '', true);
    set constraints holding_no_gap, jurisdiction_no_gap, unit_no_gap deferred;
end
$$;
revoke execute on function checks_passed() from public;
