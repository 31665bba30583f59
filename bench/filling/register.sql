-- Dossiers one ward received between January and June and has given back: entries of its register, numbered by day.
with entry as (
    select g, g / 181 + 1 as number,
           date '2025-01-01' + g %% 181 as day,
           (date '2025-01-01' + g %% 181 + time '08:00') at time zone 'Asia/Ho_Chi_Minh'
               + interval '20 seconds' * (g / 181) as at,
           ('0000000a-0000-4000-8000-' || lpad(to_hex(g), 12, '0'))::uuid as item
    from generate_series(%(from)s::int - 1, %(to)s::int - 1) g
), coded as (
    select *, %(code)s::text || '-' || to_char(day, 'YYMMDD') || '-' || lpad(number::text, 4, '0') as code from entry
), item as (
    insert into work_item (id, kind, reference, subject, words, jurisdiction, received_seat, parties, state, step,
                           section, priority, field, received_at, due_at, closed_at, chain_seq, version, changed_at)
    select item, 'dossier', code, 'Cấp bản sao trích lục hộ tịch', lower(code) || ' cap ban sao', %(territory)s,
           %(seat)s, (select array_agg(p order by p) from unnest(array[%(territory)s::int, %(seat)s::int]) p),
           'returned', '', 'Trung tâm Phục vụ hành chính công', 0, 'Hộ tịch', at, at + interval '3 days',
           at + interval '2 days', 1, 1, now()
    from coded
), dossier as (
    insert into dossier (item, procedure, channel, received_unit, received_at, received_late, code, applicant, phone,
                         address_text, note, papers, missing, asked_note, supplements, paused, fee, refusal_reason,
                         result_note, lookup_code, secret)
    select item, '2.000815', 1, %(unit)s, at, false, code, 'Nguyễn Văn An', '', '', '', '{}', '{}', '', 0, '0', 0, '',
           '', 'DO' || g, '\x00'
    from coded
)
insert into book (unit, code, year, last)
select %(unit)s, 'hs-' || to_char(day, 'MMDD'), 2025, max(number) from entry group by day
on conflict (unit, code, year) do update set last = greatest(book.last, excluded.last)
