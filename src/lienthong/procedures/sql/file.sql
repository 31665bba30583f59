-- The dossier beside its item, not yet received.
insert into dossier (
    item, procedure, channel, helped_unit, received_late, applicant, phone, address_text, note, papers, missing,
    asked_note, supplements, paused, fee, refusal_reason, result_note, lookup_code, secret
)
values (
    %(item)s, %(procedure)s, %(channel)s, %(helped_unit)s, false, %(applicant)s, %(phone)s, %(address)s, %(note)s,
    %(papers)s::text[], '{}', '', 0, '0', %(fee)s, '', '', %(lookup_code)s, %(secret)s
)
