-- A move of each item that is of the kind, in one of the states and in the actor's hands: its new state, its longer
-- chain and its journal line, in one statement. A column is kept unless the item's change names it.
-- What a move does not close is open: a citizen may say that an answered report was not fixed. Without a target the
-- item stays as it is; without a kind besides, it is a note on an item of any, open unless closed ones count too.
with asked as materialized (
    select item, change, (change ->> 'jurisdiction')::int as target, change -> 'facts' as facts
    from (
        select item, %(changes)s::jsonb -> (nth - 1)::int as change
        from unnest(%(items)s::uuid[]) with ordinality as a(item, nth)
    ) a
), moved as (
    update work_item w set
        state = coalesce(%(to)s::text, w.state),
        step = coalesce(%(step)s::text, w.step),
        section = coalesce(change ->> 'section', w.section),
        assignee = case when change ? 'assignee' then (change ->> 'assignee')::int else w.assignee end,
        reference = coalesce(change ->> 'reference', w.reference),
        subject = coalesce(change ->> 'subject', w.subject),
        words = coalesce(change ->> 'words', w.words),
        priority = coalesce((change ->> 'priority')::smallint, w.priority),
        due_at = case when change ? 'due_at' then (change ->> 'due_at')::timestamptz else w.due_at end,
        paused_at = case when change ? 'paused_at' then (change ->> 'paused_at')::timestamptz else w.paused_at end,
        closed_at = case when %(closes)s then %(now)s when %(to)s::text is null then w.closed_at end,
        place = case when change ? 'place' then (change ->> 'place')::int else w.place end,
        jurisdiction = coalesce(target, w.jurisdiction),
        parties = case when target is null and not change ? 'parties' then w.parties
                       else parties_of(w.id, coalesce(target, w.jurisdiction), w.received_seat, w.sender_seat) end,
        version = w.version + 1,
        changed_at = statement_timestamp(),
        chain_seq = w.chain_seq + 1,
        chain_digest = journal_digest(w.chain_digest, w.chain_seq + 1, %(act)s, %(now)s, %(verb)s, w.id,
                                      coalesce(target, w.jurisdiction), %(unit)s, %(mandate)s, facts)
    from asked
    where w.id = asked.item
      and case when %(kind)s::text is null then w.closed_at is null or %(closed_too)s
               else w.kind = %(kind)s and w.state = any (%(states)s::text[]) end
      and w.jurisdiction = any (%(held)s::int[])
    returning w.id, w.kind, w.reference, w.state, w.jurisdiction, w.version, w.due_at, w.received_at, w.chain_seq,
              w.chain_digest, asked.facts
), line as (
    insert into journal (act, at, verb, item, jurisdiction, unit, mandate, facts, seq, digest)
    select %(act)s, %(now)s, %(verb)s, id, jurisdiction, %(unit)s, %(mandate)s, facts, chain_seq, chain_digest
    from moved
)
select id, kind, reference, state, jurisdiction, version, due_at, received_at from moved
