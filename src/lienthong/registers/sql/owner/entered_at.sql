-- When a letter was entered, of those entered before it was kept: as its journal says, within the year of its register.
update delivery v set register_at = greatest(
        make_timestamptz(v.register_year, 1, 1, 0, 0, 0, 'Asia/Ho_Chi_Minh'),
        least(coalesce(j.at, w.received_at),
              make_timestamptz(v.register_year + 1, 1, 1, 0, 0, 0, 'Asia/Ho_Chi_Minh') - interval '1 microsecond'))
from work_item w
left join journal j on j.item = w.id and j.verb = 'delivery.registered'
where w.id = v.item and v.register_number is not null and v.register_at is null
