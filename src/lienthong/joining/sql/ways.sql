-- Who held each jurisdiction there when the file was made, and who answers for it here once it is joined.
with anew as (
    select taken_baskets() as id
    union all
    select s.id from joining.jurisdiction s where s.id not in (select id from jurisdiction)
)
select j.id as jurisdiction, there.unit as source, coalesce(theirs.unit, here.unit) as target
from joining.jurisdiction j
cross join joining.meta m
join joining.holding there on there.jurisdiction = j.id
    and there.during @> (m.as_of at time zone 'Asia/Ho_Chi_Minh')::date
left join anew on anew.id = j.id
left join joining.holding theirs on anew.id is not null and theirs.jurisdiction = j.id
    and theirs.during @> world_today()
left join holding here on anew.id is null and here.jurisdiction = j.id and here.during @> world_today()
where j.id in (select jurisdiction from joining.work_item)
