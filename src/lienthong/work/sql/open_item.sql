-- A new item with its first journal line.
with born as (
    insert into work_item (
        id, kind, reference, subject, words, jurisdiction, received_seat, sender_seat, parties, state, step,
        section, assignee, priority, place, field, received_at, due_at, parent, chain_seq, chain_digest, version,
        changed_at
    ) values (
        %(id)s, %(kind)s, %(reference)s, %(subject)s, %(words)s, %(jurisdiction)s, %(received_seat)s,
        %(sender_seat)s, parties_at_birth(%(jurisdiction)s, %(received_seat)s, %(sender_seat)s), %(state)s,
        %(step)s, %(section)s, %(assignee)s, %(priority)s, %(place)s, %(field)s, %(now)s, %(due_at)s,
        %(parent)s, 1,
        journal_digest(null, 1, %(act)s, %(now)s, %(verb)s, %(id)s, %(jurisdiction)s, %(unit)s,
                       %(mandate)s, %(facts)s),
        1, statement_timestamp()
    )
    returning id, kind, reference, state, jurisdiction, version, due_at, received_at, chain_digest
), line as (
    insert into journal (act, at, verb, item, jurisdiction, unit, mandate, facts, seq, digest)
    select %(act)s, %(now)s, %(verb)s, id, jurisdiction, %(unit)s, %(mandate)s, %(facts)s, 1, chain_digest
    from born
)
select id, kind, reference, state, jurisdiction, version, due_at, received_at from born
