-- Số mục trong từng sổ số
select b.ctid as row, b.entered as kept, coalesce(e.entries, 0) as counted
from book b full join book_entries e using (unit, code, year)
