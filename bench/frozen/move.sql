\set r random(1, 9000000000000000000)
\set d random(0, «last»)
begin;
select standing, account, mandate, person, unit, seat, section, role, person_name, unit_name, unit_code, scope,
       reads, at, earlier, read_only, archives, title, delegated, in_charge
from ask('\x«specialist_token»'::bytea, 'token', to_hex(:r::bigint));
with asked as materialized (
    select item, change, (change ->> 'jurisdiction')::int as target, change -> 'facts' as facts
    from (
        select item, '[{"facts": {}}]'::jsonb::jsonb -> (nth - 1)::int as change
        from unnest(array[lpad(to_hex(«first» + «step» * :d::int), 32, '0')::uuid]) with ordinality as a(item, nth)
    ) a
), moved as (
    update work_item w set
        state = coalesce('submitted'::text, w.state),
        step = coalesce('sign'::text, w.step),
        section = coalesce(change ->> 'section', w.section),
        assignee = case when change ? 'assignee' then (change ->> 'assignee')::int else w.assignee end,
        reference = coalesce(change ->> 'reference', w.reference),
        priority = coalesce((change ->> 'priority')::smallint, w.priority),
        due_at = case when change ? 'due_at' then (change ->> 'due_at')::timestamptz else w.due_at end,
        paused_at = case when change ? 'paused_at' then (change ->> 'paused_at')::timestamptz else w.paused_at end,
        closed_at = case when false then '2025-07-01 07:30:23.986717+07:00'::timestamptz when 'submitted'::text is null then w.closed_at end,
        place = case when change ? 'place' then (change ->> 'place')::int else w.place end,
        jurisdiction = coalesce(target, w.jurisdiction),
        parties = case when target is null and not change ? 'parties' then w.parties
                       else parties_of(w.id, coalesce(target, w.jurisdiction), w.received_seat, w.sender_seat) end,
        version = w.version + 1,
        changed_at = statement_timestamp(),
        chain_seq = w.chain_seq + 1,
        chain_digest = journal_digest(w.chain_digest, w.chain_seq + 1, '01a21d80eaed76409aeba75e03de9b31'::uuid, '2025-07-01 07:30:23.986717+07:00'::timestamptz, 'draft.submitted', w.id,
                                      coalesce(target, w.jurisdiction), «unit», «specialist», facts)
    from asked
    where w.id = asked.item
      and case when 'draft'::text is null then w.closed_at is null or false
               else w.kind = 'draft' and w.state = any ('{drafting,submitted}'::text[]) end
      and w.jurisdiction = any ('{«held»}'::int[])
    returning w.id, w.kind, w.reference, w.state, w.jurisdiction, w.version, w.due_at, w.received_at, w.chain_seq,
              w.chain_digest, asked.facts
), line as (
    insert into journal (act, at, verb, item, jurisdiction, unit, mandate, facts, seq, digest)
    select '01a21d80eaed76409aeba75e03de9b31'::uuid, '2025-07-01 07:30:23.986717+07:00'::timestamptz, 'draft.submitted', id, jurisdiction, «unit», «specialist», facts, chain_seq, chain_digest
    from moved
)
select id, kind, reference, state, jurisdiction, version, due_at, received_at from moved;
insert into answer (actor, act, key, asked, answer, at) values ('m«specialist»', 'submit_draft', to_hex(:r::bigint), 'f752c492e213b1c799509176b6b401c5fe5019a039851aec3b2bbc57b541a0d9', '{"due_at": null, "id": "00000000-0000-0000-0000-000000000008", "kind": "draft", "reference": "", "state": "submitted", "version": 2}'::jsonb, statement_timestamp());
commit;
