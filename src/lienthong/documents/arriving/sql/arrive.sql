-- A letter another system sent, at each body it is addressed to: one letter, with how it came and as what it is known. It
-- waits to be registered, as any other.
with document as (
    insert into document (id, side, type, subject, body, to_line, urgency, issuer_seat, issuer_unit, sign, content_hash)
    values (%(document)s, %(side)s, %(type)s, %(subject)s, %(body)s, %(to_line)s, %(urgency)s, null,
            %(sender_unit)s::int, %(sign)s, %(content_hash)s)
), arrival as (
    select * from unnest(%(keys)s::uuid[], %(items)s::uuid[], %(receivers)s::text[]) as a(key, item, receiver)
), outside as (
    insert into outside_letter (item, sender, dated, pages, way, arrived_at)
    select item, %(sender)s, %(dated)s, %(pages)s, %(way)s, world_now() from arrival
), known as (
    insert into arrived_letter (id, item, document, letter, sender, receiver, purpose, answers, at)
    select key, item, %(document)s, %(letter)s, %(sender_id)s, receiver, %(purpose)s, %(answers)s, world_now()
    from arrival
), paper as (
    insert into attachment (id, item, digest, name, mandate, at)
    select p.id, p.item, %(paper)s, %(paper_name)s, %(mandate)s, world_now()
    from unnest(%(papers)s::uuid[], %(items)s::uuid[]) as p(id, item)
    where %(paper)s::text is not null
)
insert into delivery (item, document, is_copy, note)
select item, %(document)s, false, '' from arrival
