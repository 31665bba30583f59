select id, name, prefixes, kind, place, token_file, since, until
from axis_connector
where until is null or until > %(day)s::date
order by sort_key(name), since
