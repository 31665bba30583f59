alter table work_item add constraint work_item_holder_is_party check (jurisdiction = any (parties));

-- Who has a part in an item: the jurisdiction it lies in, the seats it came to and from, the jurisdictions of its open
-- referrals.
create function parties_of(p_item uuid, p_jurisdiction int, p_received int, p_sender int) returns int[]
language sql stable security definer set search_path = public, pg_temp
as $$
    select array_agg(distinct party order by party)
    from (
        values (p_jurisdiction), (p_received), (p_sender)
        union all
        select jurisdiction from work_item where parent = p_item and closed_at is null and kind = 'referral'
    ) as p(party)
    where party is not null
$$;

-- The parties of an item just born: it has no referral yet, so nothing is looked up; a letter to 3,321 units asks
-- this 3,321 times, so it is an expression the planner can put in place.
create function parties_at_birth(p_jurisdiction int, p_received int, p_sender int) returns int[]
language sql immutable parallel safe
as $$
    select case
        when coalesce(p_received, p_jurisdiction) = p_jurisdiction
             and coalesce(p_sender, p_jurisdiction) = p_jurisdiction then array[p_jurisdiction]
        when coalesce(p_received, p_jurisdiction) = p_jurisdiction then
             array[least(p_jurisdiction, p_sender), greatest(p_jurisdiction, p_sender)]
        when coalesce(p_sender, p_jurisdiction) in (p_jurisdiction, p_received) then
             array[least(p_jurisdiction, p_received), greatest(p_jurisdiction, p_received)]
        else array[
            least(p_jurisdiction, p_received, p_sender),
            (p_jurisdiction::bigint + p_received + p_sender - least(p_jurisdiction, p_received, p_sender)
                - greatest(p_jurisdiction, p_received, p_sender))::int,
            greatest(p_jurisdiction, p_received, p_sender)]
    end
$$;

create index work_item_words on work_item using gin (to_tsvector('simple', words));
create index work_item_parties on work_item using gin (parties);

-- One shape of policy keeps the ordered index in play; nullif because a pooled connection answers '' when unset.
alter table work_item enable row level security;
create policy work_item_scope on work_item using (
    coalesce(parties && (select nullif(current_setting('lt.scope', true), '')::int[])
             or id = (select nullif(current_setting('lt.item', true), '')::uuid), false)
);

-- Child tables of work_item follow it: whoever sees the item sees its rows.
create function follow_item(child regclass) returns void
language plpgsql
as $$
begin
    execute format('alter table %s enable row level security', child);
    execute format('create policy %I on %s for select using (exists (select from work_item w where w.id = item))',
                   child::text || '_follows_item', child);
    execute format('create policy %I on %s for update using (exists (select from work_item w where w.id = item))',
                   child::text || '_follows_item_in_update', child);
    execute format('create policy %I on %s for insert with check (true)', child::text || '_appends', child);
end $$;
select follow_item('attachment');
create index attachment_item on attachment (item);

create policy journal_of_visible_items on journal for select using (
    item is not null and exists (select from work_item w where w.id = item)
);

-- Search and "where I am a party": under row security only leakproof operators reach an index, so this view is read
-- with its owner's rights and its only condition is the scope.
create view visible_item as
select id, kind, reference, subject, words, jurisdiction, received_seat, sender_seat, parties, state, step,
       section, assignee, priority, place, field, received_at, due_at, paused_at, closed_at, parent, version,
       changed_at
from work_item
where coalesce(parties && (select nullif(current_setting('lt.scope', true), '')::int[]), false);

do $$ begin
    if exists (select from pg_roles where rolname = 'lienthong_app') then
        grant select on visible_item to lienthong_app;
        revoke insert, update, delete on visible_item from lienthong_app;
        revoke delete, truncate on work_item, attachment from lienthong_app;
        revoke update on attachment from lienthong_app;
    end if;
end $$;
