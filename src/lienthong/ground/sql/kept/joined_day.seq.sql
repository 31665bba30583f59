-- Số dòng nhật ký trong ngày của đơn vị từ tỉnh khác sang
-- Không sửa được: chuỗi băm của ngày nối từ dòng này sang dòng kia; dùng «lienthong journal verify».
select d.ctid as row, d.seq as kept, coalesce(j.lines, 0) as counted
from joined_day d
left join (
    select origin, coalesce(unit, 0) as unit, (at at time zone 'Asia/Ho_Chi_Minh')::date as day, count(*) as lines
    from journal where item is null and origin <> 0 group by 1, 2, 3
) j using (origin, unit, day)
