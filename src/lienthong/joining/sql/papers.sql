-- Files and fees of the open work of the file (`reconciliation_papers`).
select w.jurisdiction, w.kind, w.state, coalesce(sum(f.files), 0)::int as files, coalesce(sum(d.fee), 0)::bigint as fees
from joining.work_item w
left join joining.dossier d on d.item = w.id
left join (select item, count(*) as files from joining.attachment group by item) f on f.item = w.id
where w.closed_at is null
group by w.jurisdiction, w.kind, w.state
having sum(f.files) > 0 or sum(d.fee) > 0
