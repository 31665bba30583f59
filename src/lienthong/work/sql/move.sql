-- One move: the item if it is in one of the states and in the actor's hands, its new state, its journal line and
-- its longer chain, in one statement. A column is kept unless its name is among `set`.
-- What a move does not close is open: a citizen may say that an answered report was not fixed.
with moved as (
    update work_item set
        state = %(to)s,
        step = %(step)s,
        section = case when 'section' = any (%(set)s) then %(section)s else section end,
        assignee = case when 'assignee' = any (%(set)s) then %(assignee)s else assignee end,
        reference = case when 'reference' = any (%(set)s) then %(reference)s else reference end,
        priority = case when 'priority' = any (%(set)s) then %(priority)s else priority end,
        due_at = case when 'due_at' = any (%(set)s) then %(due_at)s else due_at end,
        paused_at = case when 'paused_at' = any (%(set)s) then %(paused_at)s else paused_at end,
        closed_at = case when %(close)s then %(now)s end,
        place = case when 'place' = any (%(set)s) then %(place)s else place end,
        jurisdiction = case when 'jurisdiction' = any (%(set)s) then %(jurisdiction)s else jurisdiction end,
        parties = case when 'jurisdiction' = any (%(set)s)
                       then parties_of(id, %(jurisdiction)s, received_seat, sender_seat) else parties end,
        version = version + 1,
        changed_at = statement_timestamp(),
        chain_seq = chain_seq + 1,
        chain_digest = journal_digest(chain_digest, chain_seq + 1, %(act)s, %(now)s, %(verb)s, id,
            case when 'jurisdiction' = any (%(set)s) then %(jurisdiction)s else jurisdiction end,
            %(unit)s, %(mandate)s, %(facts)s)
    where id = %(id)s and kind = any (%(kinds)s) and state = any (%(from)s) and jurisdiction = any (%(held)s)
    returning id, kind, reference, state, jurisdiction, version, due_at, received_at, chain_seq, chain_digest
), line as (
    insert into journal (act, at, verb, item, jurisdiction, unit, mandate, facts, seq, digest)
    select %(act)s, %(now)s, %(verb)s, id, jurisdiction, %(unit)s, %(mandate)s, %(facts)s, chain_seq, chain_digest
    from moved
)
select id, kind, reference, state, jurisdiction, version, due_at, received_at from moved
