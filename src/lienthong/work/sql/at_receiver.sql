-- Open work whose next act is also done by the body at which it came in (`Kind.at_receiver`), for the lists of that body:
-- read with its owner's rights, as `open_work` is, and by its condition from `work_item_at_receiver` alone. The seat that
-- received it is a party, so that nobody is shown what the policy of work_item hides.
create or replace view work_at_receiver as
select id, received_seat, jurisdiction, kind, state, due_at, step, section, assignee
from work_item
where closed_at is null and (kind = 'dossier' and state = 'signed' or kind = 'incident' and state = 'open')
  and received_seat = any ((select nullif(current_setting('lt.scope', true), '')::int[])::int[]);

do $$ begin
    if exists (select from pg_roles where rolname = 'lienthong_app') then
        grant select on work_at_receiver to lienthong_app;
        revoke insert, update, delete on work_at_receiver from lienthong_app;
    end if;
end $$;
