-- The first letter that this one seems to be once more, by the rule of `letters_again`.
select w.id, v.register_number, v.register_letter, v.register_year
from letters_again(%(seats)s::int[], %(sign)s::text, %(unit)s::int, %(sender)s::text, %(dated)s::date) a
join work_item w on w.id = a.item
join delivery v on v.item = w.id
order by w.received_at, w.id
limit 1
