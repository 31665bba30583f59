-- A dossier that was taken in by mistake and voided: its number led to nothing.
create or replace function entry_outcome(p_kind text, p_state text, p_closed_at timestamptz) returns smallint
language sql immutable parallel safe
as $$
    select case when p_closed_at is null then 0
                when p_state in ('refused', 'voided') or p_state = 'returned' and p_kind <> 'dossier' then 2
                else 1 end::smallint
$$;
