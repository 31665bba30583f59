-- A copy that waits for its signature, of which letter it is made, and the files that go with it.
with document as (
    insert into document (id, side, type, subject, body, to_line, urgency, issuer_seat, issuer_unit, sign, content_hash)
    values (%(document)s, %(side)s, %(type)s, %(subject)s, %(body)s, '', 0, %(seat)s, %(unit)s, '', '')
), made as (
    insert into letter_copy (document, copied, item, seat, at, part, form, facts)
    values (%(document)s, %(copied)s, %(of)s, %(seat)s, world_now(), %(part)s, %(form)s, %(facts)s)
)
insert into draft (item, document) values (%(item)s, %(document)s)
