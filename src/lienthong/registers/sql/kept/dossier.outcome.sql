-- Kết quả ghi trong sổ theo dõi hồ sơ
select d.ctid as row, d.outcome as kept, entry_outcome(w.kind, w.state, w.closed_at) as counted
from dossier d join work_item w on w.id = d.item
