-- Of letters entered at once, the one with the greater number may have begun first: its entry goes behind the other's.
update delivery v set register_at = o.at
from (
    select item, register_at as was,
           max(register_at) over (partition by register_unit, register_year, origin order by register_number) as at
    from delivery
    where register_number is not null and register_at is not null
) o
where o.item = v.item and o.at > o.was
