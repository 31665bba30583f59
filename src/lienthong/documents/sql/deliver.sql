-- A delivery at each addressee's seat: items, rows and first journal lines in one statement, however many they are.
with target as (
    -- A letter to a body that has ended says so in its first line: its seat's holder receives it.
    select item, seat, is_copy,
           case when ended is null then %(facts)s::jsonb else %(facts)s::jsonb || jsonb_build_object('in_place_of', ended) end as facts
    from unnest(%(items)s::uuid[], %(seats)s::int[], %(copies)s::bool[], %(ended)s::int[])
         as t(item, seat, is_copy, ended)
), born as (
    insert into work_item (
        id, kind, reference, subject, words, jurisdiction, received_seat, sender_seat, parties, state, step,
        section, priority, field, received_at, due_at, chain_seq, chain_digest, version, changed_at
    )
    select item, 'delivery', %(reference)s, %(subject)s, %(words)s, seat, seat, %(sender)s,
           parties_at_birth(seat, seat, %(sender)s), 'arrived', 'register', '', %(urgency)s, '', %(now)s,
           %(due_at)s, 1,
           journal_digest(null, 1, %(act)s, %(now)s, 'delivery.arrived', item, seat, %(unit)s, %(mandate)s, facts),
           1, statement_timestamp()
    from target
    returning id, jurisdiction, chain_digest
), child as (
    insert into delivery (item, document, is_copy, note)
    select item, %(document)s, is_copy, '' from target
)
insert into journal (act, at, verb, item, jurisdiction, unit, mandate, facts, seq, digest)
select %(act)s, %(now)s, 'delivery.arrived', id, jurisdiction, %(unit)s, %(mandate)s, target.facts, 1, chain_digest
from born join target on target.item = born.id
