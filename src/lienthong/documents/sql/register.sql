-- Enter a letter: the next number of the year, at the moment at which the number was taken – not at which the act began –
-- so that numbers and instants stand in the same order. One that was taken out again keeps its number and its place.
with letter as materialized (
    select case when v.register_number is null then next_number(%(unit)s, 'vb-den', %(year)s) else v.register_number end
           as number
    from delivery v where v.item = %(item)s
)
update delivery v set register_unit = coalesce(v.register_unit, %(unit)s),
                      register_year = coalesce(v.register_year, %(year)s),
                      register_number = letter.number,
                      register_at = coalesce(v.register_at,
                                             world_now() + (clock_timestamp() - transaction_timestamp()))
from letter
where v.item = %(item)s
returning v.register_number
