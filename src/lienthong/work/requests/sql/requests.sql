select follow_item('request');

-- Questions about an item, with their answers, for whoever has a part in them and for whoever holds the item today:
-- a ward that took a dossier over does not hold the seat that asked. `is_party`: the question's own page opens too.
create function questions_on(p_parent uuid)
returns table (id uuid, subject text, state text, asked_at timestamptz, due_at timestamptz, closed_at timestamptz,
               jurisdiction int, answer text, reason text, is_party boolean)
language sql stable security definer set search_path = public, pg_temp
as $$
    select w.id, w.subject, w.state, w.received_at, w.due_at, w.closed_at, w.jurisdiction, r.answer, r.reason,
           w.parties && scope.held
    from work_item w
    join request r on r.item = w.id
    join work_item p on p.id = w.parent
    cross join (select nullif(current_setting('lt.scope', true), '')::int[] as held) scope
    where w.parent = p_parent and w.kind = 'referral'
      and (p.jurisdiction = any (scope.held) or w.parties && scope.held)
$$;

do $$ begin
    if exists (select from pg_roles where rolname = 'lienthong_app') then
        revoke delete, truncate on request from lienthong_app;
    end if;
end $$;
