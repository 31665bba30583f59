-- Another text for a draft, only in place of the one its author had read (`p_was`; none: whatever stands there).
-- Signatures on another text fall here and now, so that they cannot count again should the text come back.
create function redraft_from(
    p_plan int, p_was text, p_name text, p_effective_on date, p_basis text, p_no_return date, p_digest text
) returns void
language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    perform lock_draft(p_plan);
    if exists (select from plan where id = p_plan and digest <> p_was) then
        perform refuse_plan('plan_edited_meanwhile', format('plan %s has another text than the one edited', p_plan));
    end if;
    update plan set name = p_name, effective_on = p_effective_on, basis = p_basis, point_of_no_return = p_no_return,
                    digest = p_digest
    where id = p_plan;
    delete from plan_signature where plan = p_plan and digest <> p_digest;
    perform settle_plan(p_plan, '{}');  -- what the old text came to
    delete from planned_archive where plan = p_plan;
end $$;
