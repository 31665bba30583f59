-- Số lần người dân báo chưa khắc phục của từng phản ánh
select r.ctid as row, r.reopened as kept, coalesce(j.times, 0) as counted
from report r
left join (select item, count(*) as times from journal where verb = 'report.reopened' group by item) j using (item)
