insert into parsed_address (item, reading, street, spelt, words)
select item, %(reading)s, street, spelt, words
from unnest(%(items)s::uuid[], %(streets)s::text[], %(spelt)s::text[], %(words)s::text[]) as a(item, street, spelt, words)
on conflict (item) do update set
    reading = excluded.reading, street = excluded.street, spelt = excluded.spelt, words = excluded.words
where parsed_address.reading <> excluded.reading
