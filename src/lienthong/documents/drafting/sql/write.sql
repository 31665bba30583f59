-- The new text of a draft.
update document set side = %(side)s, type = %(type)s, subject = %(subject)s, to_line = %(to_line)s, body = %(body)s,
                    urgency = %(urgency)s
where id = (select document from draft where item = %(item)s)
