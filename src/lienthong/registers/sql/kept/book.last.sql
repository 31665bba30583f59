-- Số cuối cùng của từng sổ số, không nhỏ hơn số lớn nhất đã vào sổ
select b.ctid as row, b.last as kept, greatest(b.last, e.last) as counted
from book b join book_entries e using (unit, code, year)
