-- Whether a writer of the registry has said that it checks its whole set with one statement (`checks_stand_back`).
create function is_checked_together() returns boolean
language sql stable parallel safe
as $$ select coalesce(current_setting('lt.checked_together', true) = 'on', false) $$;
