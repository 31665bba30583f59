-- Letters of the city's centre, one to each ward in turn, registered and done with; `from` to `to`.
with ward as (
    select seat, unit, n - 1 as n, count(*) over () as total
    from unnest(%(seats)s::int[], %(units)s::int[]) with ordinality as t(seat, unit, n)
), letter as (
    select g, g::int / total::int + 1 as number, ward.seat, ward.unit, 'VB-' || g || '/TTCDS' as sign,
           world_now() - interval '1 minute' * (g %% 90000) as at,
           ('0000000b-0000-4000-8000-' || lpad(to_hex(g), 12, '0'))::uuid as document,
           ('0000000c-0000-4000-8000-' || lpad(to_hex(g), 12, '0'))::uuid as draft,
           ('0000000d-0000-4000-8000-' || lpad(to_hex(g), 12, '0'))::uuid as item
    from generate_series(%(from)s::int, %(to)s::int) g
    join ward on ward.n = g %% total
), document as (
    insert into document (id, side, type, subject, body, to_line, urgency, issuer_seat, issuer_unit, sign, number,
                          issued_at, content_hash)
    select document, 'government', 'CV', 'Về việc đo lường số ' || g, 'Nội dung công văn.', 'UBND', 0,
           %(centre_seat)s, %(centre)s, sign, g, at, ''
    from letter
), addressee as (
    insert into addressee (document, seat, is_copy) select document, seat, false from letter
), items as (
    insert into work_item (id, kind, reference, subject, words, jurisdiction, received_seat, sender_seat, parties,
                           state, step, section, priority, field, received_at, closed_at, chain_seq, version,
                           changed_at)
    select draft, 'draft', sign, 'Về việc đo lường số ' || g, lower(sign), %(centre_seat)s, null, null,
           array[%(centre_seat)s::int], 'issued', '', '', 0, '', at, at, 1, 1, now()
    from letter
    union all
    select item, 'delivery', sign, 'Về việc đo lường số ' || g, lower(sign), seat, seat, %(centre_seat)s,
           (select array_agg(p order by p) from unnest(array[seat, %(centre_seat)s::int]) p), 'completed', '', '', 0,
           '', at, at, 1, 1, now()
    from letter
), drafts as (
    insert into draft (item, document) select draft, document from letter
), deliveries as (
    insert into delivery (item, document, is_copy, register_unit, register_number, register_year, note)
    select item, document, false, unit, number, 2025, '' from letter
)
insert into book (unit, code, year, last)
select unit, 'vb-den', 2025, max(number) from letter group by unit
on conflict (unit, code, year) do update set last = greatest(book.last, excluded.last)
