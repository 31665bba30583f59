-- Whether open items are late, and whose lateness it is; `lateness.rules` says the same of one. Each is one expression
-- that names its instant once, so that the planner puts it in place of the call, with `(select world_now())` in it.
create or replace function is_overdue(p_due timestamptz, p_paused timestamptz, p_at timestamptz) returns boolean
language sql immutable parallel safe
as $$ select p_paused is null and p_due < p_at $$;

-- Let pass by whoever holds it since `p_since`.
create or replace function is_late_here(
    p_due timestamptz, p_paused timestamptz, p_at timestamptz, p_since timestamptz
) returns boolean
language sql immutable parallel safe
as $$ select p_paused is null and p_due < p_at and (p_due < p_since) is not true $$;

-- Overdue already when its present holder took over: not counted against them.
create or replace function is_late_before(
    p_due timestamptz, p_paused timestamptz, p_at timestamptz, p_since timestamptz
) returns boolean
language sql immutable parallel safe
as $$ select p_paused is null and p_due < p_at and p_due < p_since $$;
