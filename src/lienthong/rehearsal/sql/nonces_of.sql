-- What the papers of these items carry, and who opened them: the first line of each.
select w.id, w.kind,
       substring(concat_ws(' ', w.subject, doc.subject, doc.body, d.note, r.text) from 'DT-[0-9a-f]{8}') as nonce,
       j.at, j.mandate, po.unit, j.door, j.access
from unnest(%(items)s::uuid[]) as i(id)
join work_item w on w.id = i.id
join journal j on j.item = w.id and j.seq = 1
left join mandate m on m.id = j.mandate
left join post po on po.id = m.post
left join draft f on f.item = w.id
left join delivery v on v.item = w.id
left join document doc on doc.id = coalesce(f.document, v.document)
left join dossier d on d.item = w.id
left join report r on r.item = w.id
