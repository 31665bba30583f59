-- What the papers of these items carry.
select w.id, w.kind,
       substring(concat_ws(' ', w.subject, doc.subject, doc.body, d.note, r.text) from 'DT-[0-9a-f]{8}') as nonce
from unnest(%(items)s::uuid[]) as i(id)
join work_item w on w.id = i.id
left join draft f on f.item = w.id
left join delivery v on v.item = w.id
left join document doc on doc.id = coalesce(f.document, v.document)
left join dossier d on d.item = w.id
left join report r on r.item = w.id
