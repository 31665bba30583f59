-- What does not do the step an item waits for: a note, a paper, a promised date that moved.
create or replace function is_beside_the_step(p_verb text) returns boolean
language sql immutable parallel safe
as $$ select starts_with(p_verb, 'item.') or p_verb like '%.made_of_%' or p_verb like '%.due_moved' $$;
