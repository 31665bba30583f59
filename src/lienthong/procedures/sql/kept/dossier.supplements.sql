-- Số lần yêu cầu bổ sung của từng hồ sơ
select d.ctid as row, d.supplements as kept, coalesce(j.times, 0) as counted
from dossier d
left join (select item, count(*) as times from journal where verb = 'dossier.supplement_requested' group by item) j
    on j.item = d.item
