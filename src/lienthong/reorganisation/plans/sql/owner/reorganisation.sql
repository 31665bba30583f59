-- Who may write what. The application writes drafts; what makes a plan law – signatures, approval, reversal – is
-- written by functions of the owner that look at the rules themselves (plans/sql).

create function plan_is_draft() returns trigger
language plpgsql
as $$
begin
    if not exists (select from plan where id = coalesce(new.plan, old.plan) and state = 'draft') then
        raise exception using errcode = 'check_violation', constraint = 'plan_frozen', table = tg_table_name,
            message = format('plan %s is no longer a draft', coalesce(new.plan, old.plan));
    end if;
    return coalesce(new, old);
end $$;
create trigger transition_frozen before insert or update or delete on transition
    for each row execute function plan_is_draft();

select follow_item('decision');

do $$ begin
    if exists (select from pg_roles where rolname = 'lienthong_app') then
        revoke update, delete, truncate on plan from lienthong_app;
        revoke insert, update, delete, truncate on plan_signature, planned_area, planned_heir, planned_unit,
            planned_holding from lienthong_app;
        revoke truncate on transition, division_rule, decision from lienthong_app;
        revoke delete on decision from lienthong_app;
        revoke update, delete, truncate on confirmation, reconciliation from lienthong_app;
    end if;
end $$;
