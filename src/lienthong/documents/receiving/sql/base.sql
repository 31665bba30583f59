-- The entry after which a number is put in between, kept from others until the act ends; the last letter behind it.
select v.register_at, (select coalesce(max(b.register_letter), '') from delivery b
                       where b.register_unit = %(unit)s and b.register_year = %(year)s
                         and b.register_number = %(number)s and b.origin = 0) as last_letter
from delivery v
where v.register_unit = %(unit)s and v.register_year = %(year)s and v.register_number = %(number)s
  and v.register_letter = '' and v.origin = 0
