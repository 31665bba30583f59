-- What a body entered last for each of its sections, up to a day.
select distinct on (key) key, section, abbreviation, since, basis
from section_abbreviation
where unit = %(unit)s and since <= %(day)s
order by key, since desc
