-- Of these items, those whose number somebody else of the same unit and year has as well.
select d.item
from delivery d
where %(number)s = 'incoming_number' and d.item = any (%(items)s)
  and (d.register_number is null or exists (
        select from delivery o where o.register_unit = d.register_unit and o.register_year = d.register_year
           and o.register_number = d.register_number and o.register_letter = d.register_letter and o.item <> d.item))
union all
select f.item
from draft f join document d on d.id = f.document
where %(number)s = 'outgoing_number' and f.item = any (%(items)s)
  and (d.sign = '' or exists (
        select from document o where o.issuer_unit = d.issuer_unit and o.sign = d.sign and o.side = d.side
           and extract(year from o.issued_at) = extract(year from d.issued_at) and o.id <> d.id))
union all
select w.id
from work_item w
where %(number)s = 'dossier_code' and w.id = any (%(items)s)
  and (w.reference = '' or exists (
        select from work_item o where o.reference = w.reference and o.kind = 'dossier' and o.id <> w.id))
