-- A point at each unit's seat: items, rows and first journal lines in one statement, however many they are.
with target as (
    select * from unnest(%(items)s::uuid[], %(seats)s::int[]) as t(item, seat)
), gathering as (
    insert into meeting (item, starts_at, convenor) values (%(meeting)s, %(starts_at)s, %(unit)s)
), born as (
    insert into work_item (
        id, kind, reference, subject, words, jurisdiction, received_seat, sender_seat, parties, state, step,
        section, priority, field, received_at, due_at, parent, chain_seq, chain_digest, version, changed_at
    )
    select item, 'bridge_point', '', %(subject)s, %(words)s, seat, seat, %(sender)s,
           parties_at_birth(seat, seat, %(sender)s), 'invited', 'join', '', 1, '', %(now)s, %(starts_at)s,
           %(meeting)s, 1,
           journal_digest(null, 1, %(act)s, %(now)s, 'bridge_point.invited', item, seat, %(unit)s, %(mandate)s,
                          %(facts)s),
           1, statement_timestamp()
    from target
    returning id, jurisdiction, chain_digest
), child as (
    insert into bridge_point (item, meeting, left_reason, joins) select item, %(meeting)s, '', 0 from target
)
insert into journal (act, at, verb, item, jurisdiction, unit, mandate, facts, seq, digest)
select %(act)s, %(now)s, 'bridge_point.invited', id, jurisdiction, %(unit)s, %(mandate)s, %(facts)s, 1,
       chain_digest
from born
