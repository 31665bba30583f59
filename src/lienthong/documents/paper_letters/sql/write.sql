-- A letter on paper with its entry in the register of outgoing letters and its scans, in one statement.
with document as (
    insert into document (id, side, type, subject, body, to_line, urgency, issuer_seat, issuer_unit, sign, number,
                          issued_at, content_hash)
    values (%(document)s, %(side)s, %(type)s, %(subject)s, '', '', 0, %(seat)s, %(unit)s, %(sign)s, %(number)s,
            coalesce(%(issued_at)s, number_moment()), '')
), paper as (
    insert into paper_letter (document, dated, signed_by, addressees, pages, reason)
    values (%(document)s, %(dated)s, %(signer)s, %(addressees)s, %(pages)s, %(reason)s)
), scans as (
    insert into attachment (id, item, digest, name, mandate, at)
    select id, %(item)s, digest, name, %(mandate)s, world_now()
    from unnest(%(ids)s::uuid[], %(digests)s::text[], %(names)s::text[]) as f(id, digest, name)
)
insert into draft (item, document) values (%(item)s, %(document)s)
