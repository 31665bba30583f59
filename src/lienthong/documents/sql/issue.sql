-- What issuing adds to a letter – number, sign, digest, day – and the delivery behind each item that has arrived.
with issued as (
    update document set number = %(number)s, sign = %(sign)s, content_hash = %(content_hash)s,
                        issued_at = number_moment(), issuer_unit = %(unit)s
    where id = %(document)s
)
insert into delivery (item, document, is_copy, note)
select item, %(document)s, is_copy, '' from unnest(%(items)s::uuid[], %(copies)s::bool[]) as d(item, is_copy)
