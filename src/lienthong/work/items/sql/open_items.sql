-- What one paper begins at each jurisdiction it arrives in: the items with the first line of their journal, however
-- many. Nothing is returned: row security would ask of each new row whether it may be read as well.
with arrival as materialized (
    -- `facts`: what all lines say, and what only this one does: whom the seat's holder stands in for.
    select a.item, a.jurisdiction, a.received_seat, said.facts,
           journal_digest(null, 1, %(act)s, %(now)s, %(verb)s, a.item, a.jurisdiction, %(unit)s, %(mandate)s,
                          said.facts) as digest
    from unnest(%(items)s::uuid[], %(jurisdictions)s::int[], %(seats)s::int[]) as a(item, jurisdiction, received_seat)
    cross join lateral (
        select coalesce(%(facts)s::jsonb || (%(own)s::jsonb -> a.item::text), %(facts)s::jsonb) as facts
    ) said
), born as (
    insert into work_item (
        id, kind, reference, subject, words, jurisdiction, received_seat, sender_seat, parties, state, step,
        section, assignee, priority, place, field, received_at, due_at, parent, chain_seq, chain_digest, version,
        changed_at
    )
    select item, %(kind)s, %(reference)s, %(subject)s, %(words)s, jurisdiction, received_seat, %(sender_seat)s,
           parties_at_birth(jurisdiction, received_seat, %(sender_seat)s), %(state)s, %(step)s, %(section)s,
           %(assignee)s, %(priority)s, %(place)s, %(field)s, %(now)s, %(due_at)s, %(parent)s, 1, digest, 1,
           statement_timestamp()
    from arrival
)
insert into journal (act, at, verb, item, jurisdiction, unit, mandate, facts, seq, digest)
select %(act)s, %(now)s, %(verb)s, item, jurisdiction, %(unit)s, %(mandate)s, facts, 1, digest
from arrival
