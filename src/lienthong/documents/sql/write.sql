with document as (
    insert into document (id, side, type, subject, body, to_line, urgency, issuer_seat, issuer_unit, sign,
                          content_hash, answers, in_part)
    values (%(id)s, %(side)s, %(type)s, %(subject)s, %(body)s, %(to_line)s, %(urgency)s, %(seat)s, %(unit)s, '',
            '', %(answers)s, %(in_part)s)
)
insert into draft (item, document) values (%(item)s, %(id)s)
