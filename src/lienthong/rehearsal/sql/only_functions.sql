-- The application plans a round, row by row while it is planned; what becomes of it then is for functions of the owner.
do $$ begin
    if exists (select from pg_roles where rolname = 'lienthong_app') then
        revoke insert, update on trial_round, void_request from lienthong_app;
        revoke update on round_unit, campaign, finding from lienthong_app;
        revoke insert on finding from lienthong_app;
        grant insert (round, severity, scenario, step, units, text, owner, due_on) on finding to lienthong_app;
    end if;
end $$;
