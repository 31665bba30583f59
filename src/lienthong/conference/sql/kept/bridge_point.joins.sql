-- Số lần vào họp của từng điểm cầu
select b.ctid as row, b.joins as kept, coalesce(j.times, 0) as counted
from bridge_point b
left join (select item, count(*) as times from journal where verb = 'bridge_point.joined' group by item) j using (item)
