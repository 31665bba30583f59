-- Committees of their province on the file's day, and whether anything, open or closed, lies in a jurisdiction they
-- hold.
with day as (
    select (as_of at time zone 'Asia/Ho_Chi_Minh')::date as day, origin from joining.meta
), used as (
    select distinct h.unit
    from joining.holding h cross join day
    where h.during @> day.day and h.jurisdiction in (select jurisdiction from joining.work_item)
)
select u.id as unit, u.id in (select unit from used) as seen
from joining.unit u cross join day
join joining.area a on a.id = u.area
left join joining.area p on p.id = a.province
where u.body = 'ubnd' and u.during @> day.day and a.rank = 'commune' and p.code = to_char(day.origin, 'FM00')
order by u.id
