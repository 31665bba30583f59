-- Kết quả ghi trong sổ văn bản đến
select v.ctid as row, v.outcome as kept, entry_outcome(w.kind, w.state, w.closed_at) as counted
from delivery v join work_item w on w.id = v.item
