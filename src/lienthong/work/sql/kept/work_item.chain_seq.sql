-- Số dòng nhật ký của từng việc
-- Không sửa được: chuỗi băm của việc nối từ dòng này sang dòng kia; dùng «lienthong journal verify».
select w.ctid as row, w.chain_seq as kept, coalesce(j.lines, 0) as counted
from work_item w left join (select item, count(*) as lines from journal where item is not null group by item) j on j.item = w.id
