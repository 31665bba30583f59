-- What issuing adds to a letter – number, sign, digest, day – and the delivery behind each item that has arrived. The
-- instant is that at which the number was taken – not that at which the act began – so that numbers and instants stand
-- in the same order; it stays within the day whose number it is.
with issued as (
    update document set number = %(number)s, sign = %(sign)s, content_hash = %(content_hash)s,
                        issued_at = least(
                            world_now() + (clock_timestamp() - transaction_timestamp()),
                            (date_trunc('day', world_now() at time zone 'Asia/Ho_Chi_Minh') + interval '1 day'
                                 - interval '1 microsecond') at time zone 'Asia/Ho_Chi_Minh'),
                        issuer_unit = %(unit)s
    where id = %(document)s
)
insert into delivery (item, document, is_copy, note)
select item, %(document)s, is_copy, '' from unnest(%(items)s::uuid[], %(copies)s::bool[]) as d(item, is_copy)
