-- A letter from outside with its entry in the register and its scans. It is entered at the moment at which its number was
-- taken, not at which the act began: numbers and instants then stand in the same order, however many enter at once.
with document as (
    insert into document (id, side, type, subject, body, to_line, urgency, issuer_seat, issuer_unit, sign, content_hash)
    select %(document)s, u.side, %(type)s, %(subject)s, '', '', %(urgency)s, null, %(sender_unit)s::int, %(sign)s, ''
    from unit u where u.id = %(unit)s
), outside as (
    insert into outside_letter (item, sender, dated, pages, way, arrived_at)
    values (%(item)s, %(sender)s, %(dated)s, %(pages)s, %(way)s, %(arrived_at)s)
), papers as (
    insert into attachment (id, item, digest, name, mandate, at)
    select id, %(item)s, digest, name, %(mandate)s, world_now()
    from unnest(%(ids)s::uuid[], %(digests)s::text[], %(names)s::text[]) as f(id, digest, name)
)
insert into delivery (item, document, is_copy, note, register_unit, register_number, register_letter, register_year,
                      register_at, register_note)
values (%(item)s, %(document)s, false, '', %(unit)s, %(number)s, %(letter)s, %(year)s,
        coalesce(%(between)s::timestamptz, world_now() + (clock_timestamp() - transaction_timestamp())), %(reason)s)
