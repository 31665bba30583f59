select w.state, w.section, w.due_at, holder.name as unit, d.code, d.lookup_code, d.received_at,
       receiver.name as received_by, d.papers, d.missing, d.asked_note, d.refusal_reason, d.result_note, d.fee,
       p.name as procedure_name, w.jurisdiction, world_now() as at
from work_item w
join dossier d on d.item = w.id
join procedure p on p.code = d.procedure
left join unit holder on holder.id = holder_of(w.jurisdiction, world_today())
left join unit receiver on receiver.id = d.received_unit
where w.id = %(item)s
