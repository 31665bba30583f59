with document as (
    insert into document (id, side, type, subject, body, to_line, urgency, issuer_seat, issuer_unit, sign,
                          content_hash, answers)
    values (%(id)s, %(side)s, %(type)s, %(subject)s, %(body)s, %(to_line)s, %(urgency)s, %(seat)s, %(unit)s, '',
            '', %(answers)s)
), addressees as (
    insert into addressee (document, seat, is_copy)
    select %(id)s, seat, is_copy from unnest(%(seats)s::int[], %(copies)s::bool[]) as t(seat, is_copy)
)
insert into draft (item, document) values (%(item)s, %(id)s)
