select starts_on, ends_on, basis, series from committee_term where unit = %(unit)s order by starts_on desc
