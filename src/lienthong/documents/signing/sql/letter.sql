-- A draft the transaction sees, with what signing needs to know of its letter.
select w.id as item, d.id as document, w.kind, w.state, w.version, w.jurisdiction, d.subject, d.sign, d.issued_at
from draft f
join work_item w on w.id = f.item
join document d on d.id = f.document
where f.item = %(item)s
