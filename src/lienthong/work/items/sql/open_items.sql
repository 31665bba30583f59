-- What one paper begins at each jurisdiction it arrives in: the items with the first line of their journal, however
-- many.
with arrival as (
    -- What all lines say, and what only this one does: whom the seat's holder stands in for.
    select (a ->> 0)::uuid as item, (a ->> 1)::int as jurisdiction, (a ->> 2)::int as received_seat,
           %(facts)s::jsonb || (a -> 3) as facts
    from jsonb_array_elements(%(arrivals)s) a
), born as (
    insert into work_item (
        id, kind, reference, subject, words, jurisdiction, received_seat, sender_seat, parties, state, step,
        section, assignee, priority, place, field, received_at, due_at, parent, chain_seq, chain_digest, version,
        changed_at
    )
    select item, %(kind)s, %(reference)s, %(subject)s, %(words)s, jurisdiction, received_seat, %(sender_seat)s,
           parties_at_birth(jurisdiction, received_seat, %(sender_seat)s), %(state)s, %(step)s, %(section)s,
           %(assignee)s, %(priority)s, %(place)s, %(field)s, %(now)s, %(due_at)s, %(parent)s, 1,
           journal_digest(null, 1, %(act)s, %(now)s, %(verb)s, item, jurisdiction, %(unit)s, %(mandate)s, facts),
           1, statement_timestamp()
    from arrival
    returning id, jurisdiction, chain_digest
)
insert into journal (act, at, verb, item, jurisdiction, unit, mandate, facts, seq, digest)
select %(act)s, %(now)s, %(verb)s, id, born.jurisdiction, %(unit)s, %(mandate)s, arrival.facts, 1, chain_digest
from born join arrival on arrival.item = born.id
