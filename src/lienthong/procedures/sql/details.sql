select d.procedure, p.name as procedure_name, p.full_name, p.field, p.term, p.term_unit, p.is_assumed, p.components,
       p.supplement_once, d.channel, d.received_unit, receiver.name as received_by, d.received_at, d.received_late,
       helper.name as helped_by, d.code, d.applicant, d.phone, d.address_text, d.note, d.papers, d.missing,
       d.asked_note, d.supplements, d.paused, d.fee, p.fee_per, d.refusal_reason, d.assessed_approve, d.result_note,
       signer.name as signed_by, d.signed_at, d.signed_by as signer, d.signed_as, d.signed_for, d.signed_under,
       d.lookup_code
from dossier d
join procedure p on p.code = d.procedure
left join unit receiver on receiver.id = d.received_unit
left join unit helper on helper.id = d.helped_unit
left join mandate m on m.id = d.signed_by
left join person signer on signer.id = m.person
where d.item = %(item)s
