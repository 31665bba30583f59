-- A dossier handed in at the counter: its number in the book of the unit and day, the item, the dossier and the
-- journal line, in one statement.
with numbered as (
    select dossier_code(%(unit)s::int, %(unit_code)s::text, %(day)s::date) as code
), told as (
    select code, %(facts)s::jsonb || jsonb_build_object('code', code) as facts from numbered
), born as (
    insert into work_item (
        id, kind, reference, subject, words, jurisdiction, received_seat, parties, state, step, section, priority,
        place, field, received_at, due_at, chain_seq, chain_digest, version, changed_at
    )
    select %(item)s, 'dossier', code, %(subject)s, lower(code) || ' ' || %(words)s::text, %(jurisdiction)s, %(seat)s,
           parties_at_birth(%(jurisdiction)s, %(seat)s, null), 'received', 'assess', %(section)s, 0, %(place)s,
           %(field)s, %(now)s, %(due_at)s, 1,
           journal_digest(null, 1, %(act)s, %(now)s, 'dossier.received', %(item)s, %(jurisdiction)s, %(unit)s,
                          %(mandate)s, facts),
           1, statement_timestamp()
    from told
    returning id, kind, reference, state, jurisdiction, version, due_at, received_at, chain_digest
), filed as (
    insert into dossier (
        item, procedure, channel, helped_unit, received_unit, received_at, received_late, code, applicant, phone,
        address_text, note, papers, missing, asked_note, supplements, paused, fee, refusal_reason, result_note,
        lookup_code, secret
    )
    select %(item)s, %(procedure)s, %(channel)s, %(unit)s, %(unit)s, %(now)s, false, code, %(applicant)s,
           %(phone)s, %(address)s, %(note)s, %(papers)s::text[], '{}', '', 0, '0', %(fee)s, '', '', %(lookup_code)s,
           %(secret)s
    from told
), line as (
    insert into journal (act, at, verb, item, jurisdiction, unit, mandate, facts, seq, digest)
    select %(act)s, %(now)s, 'dossier.received', id, jurisdiction, %(unit)s, %(mandate)s, facts, 1, chain_digest
    from born, told
)
select id, kind, reference, state, jurisdiction, version, due_at, received_at from born
