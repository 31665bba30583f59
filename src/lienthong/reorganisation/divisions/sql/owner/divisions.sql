-- Widened, not narrowed: what old code writes is still allowed.
alter table division_rule drop constraint division_rule_kind;
alter table division_rule add constraint division_rule_kind
    check (kind in ('words', 'neighbourhood', 'point', 'field', 'commune'));

select follow_item('parsed_address');

-- Counts by street over a whole ward: with the child table's own policy each row would ask for its item again, so
-- this view is read with its owner's rights and its only condition is the scope, as in `visible_item`.
create view open_address as
select w.jurisdiction, w.id as item, w.kind, w.due_at, a.reading, a.street, a.spelt, a.words
from work_item w left join parsed_address a on a.item = w.id
where w.closed_at is null
  and coalesce(w.parties && (select nullif(current_setting('lt.scope', true), '')::int[]), false);

create view open_decision as
select c.plan, c.item, c.part, c.by, c.rule, c.reason, c.at, c.second_by, w.jurisdiction, a.words
from decision c join work_item w on w.id = c.item left join parsed_address a on a.item = c.item
where w.closed_at is null
  and coalesce(w.parties && (select nullif(current_setting('lt.scope', true), '')::int[]), false);

do $$ begin
    if exists (select from pg_roles where rolname = 'lienthong_app') then
        grant select on open_address, open_decision to lienthong_app;
        revoke insert, update, delete on open_address, open_decision from lienthong_app;
        revoke delete, truncate on parsed_address from lienthong_app;
    end if;
end $$;
