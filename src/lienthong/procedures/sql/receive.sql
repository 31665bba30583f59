-- An online dossier received: its number, its promised time, its jurisdiction, its journal line, in one statement.
with numbered as (
    select dossier_code(%(unit)s::int, %(unit_code)s::text, %(day)s::date) as code
), told as (
    select code, %(facts)s::jsonb || jsonb_build_object('code', code) as facts from numbered
), moved as (
    update work_item set
        state = 'received',
        step = %(step)s,
        reference = told.code,
        words = lower(told.code) || ' ' || words,
        due_at = %(due_at)s,
        jurisdiction = %(competent)s,
        parties = parties_of(id, %(competent)s, received_seat, sender_seat),
        version = version + 1,
        changed_at = statement_timestamp(),
        chain_seq = chain_seq + 1,
        chain_digest = journal_digest(chain_digest, chain_seq + 1, %(act)s, %(now)s, 'dossier.received', id,
                                      %(competent)s, %(unit)s, %(mandate)s, told.facts)
    from told
    where id = %(item)s and kind = 'dossier' and state = 'submitted' and jurisdiction = any (%(held)s)
    returning id, kind, reference, state, jurisdiction, version, due_at, received_at, chain_seq, chain_digest,
              told.facts
), filed as (
    update dossier set code = moved.reference, received_unit = %(unit)s, received_at = %(now)s,
                       received_late = %(is_late)s
    from moved where item = moved.id
), line as (
    insert into journal (act, at, verb, item, jurisdiction, unit, mandate, facts, seq, digest)
    select %(act)s, %(now)s, 'dossier.received', id, jurisdiction, %(unit)s, %(mandate)s, facts, chain_seq,
           chain_digest
    from moved
)
select id, kind, reference, state, jurisdiction, version, due_at, received_at from moved
