-- Kết quả ghi trong sổ văn bản đi
select d.ctid as row, d.outcome as kept, entry_outcome(w.kind, w.state, w.closed_at) as counted
from document d join draft f on f.document = d.id join work_item w on w.id = f.item
