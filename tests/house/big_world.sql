-- A city with years of work behind it, written by set in seconds: what plans are judged by. Digests are empty and
-- sentences all alike: PostgreSQL plans by how many rows there are and how they are spread.
create temp table ward as
    select row_number() over (order by u.code <> %(ward)s, u.id) - 1 as n, u.id as unit, seat_of(u.id) as seat,
           territory_of(u.area) as territory
    from unit u join area a on a.id = u.area and a.rank = 'commune' join area p on p.id = a.province and p.code = '79'
    where u.body = 'ubnd' and u.during @> world_today();
create temp table centre as select id as unit, seat_of(id) as seat from unit where code = %(centre)s;

-- Made faster than filled.
drop index work_item_sought, work_item_here, work_item_came_in, work_item_sent, work_item_asked;

create temp table made as
    -- One ward's open work first, the rest is closed and the whole city's.
    select g, 'dossier' as kind, case when g <= %(open)s then 0 else g %% 168 end as ward, g > %(open)s as closed,
           null::int as parent  -- of a question: a dossier; of a bridge point: a meeting
    from generate_series(1, %(dossiers)s) g
    union all
    select 1000000 + g, 'draft', g %% 168, true, null from generate_series(1, %(letters)s) g
    union all
    select 2000000 + 3 * g + k, 'delivery', (g * 7 + k * 31) %% 168, g %% 9 > 0, null
    from generate_series(1, %(letters)s) g, generate_series(0, 2) k
    union all
    select 3000000 + 10000000 * k + g, kind, g %% 168, g %% 9 > 0,
           case kind when 'referral' then g when 'bridge_point' then 33000001 + g / 100 end
    from generate_series(1, %(others)s) g,
         unnest(array['report', 'incident', 'meeting', 'bridge_point', 'referral', 'direction']) with ordinality as o(kind, k);
insert into work_item (id, kind, reference, subject, words, jurisdiction, received_seat, sender_seat, parties, state,
                       step, section, priority, field, received_at, due_at, closed_at, parent, chain_seq, version,
                       changed_at)
select lpad(to_hex(p.g), 32, '0')::uuid, p.kind, 'VB-' || p.g, 'Về việc số ' || p.g, 've viec so ' || p.g, at.here,
       w.seat, case when p.kind = 'delivery' then c.seat end,
       case when p.kind = 'delivery' then array[at.here, c.seat] else array[at.here, w.seat] end,
       case when p.closed then 'returned' else 'received' end, 'assess', '', 0, 'Hộ tịch',
       world_now() - interval '1 hour' * (p.g %% 9000), world_now() + interval '1 minute' * (p.g %% 9000),
       case when p.closed then world_now() - interval '1 minute' * (p.g %% 90000) end,
       lpad(to_hex(p.parent), 32, '0')::uuid, 1, 1, now()
from made p
join ward w on w.n = p.ward
cross join centre c
cross join lateral (select case when p.kind in ('dossier', 'report') then w.territory else w.seat end as here) at;
insert into journal (act, at, verb, item, jurisdiction, unit, facts, seq, digest)
select w.id, w.received_at, w.kind || '.done', w.id, w.jurisdiction, null, '{}', line, ''
from work_item w, generate_series(1, 2) line;

create function pg_temp.key(n bigint) returns uuid language sql immutable as $$ select lpad(to_hex(n), 32, '0')::uuid $$;
insert into dossier (item, procedure, channel, received_unit, received_at, code, applicant, lookup_code, secret, origin,
                     papers, missing, supplements, paused, fee, received_late, phone, address_text, note, asked_note,
                     refusal_reason, result_note)
select pg_temp.key(p.g), (select min(code) from procedure), 1, w.unit, world_now() - interval '1 hour' * (p.g %% 9000),
       'HS-250701-' || lpad(p.g::text, 6, '0'), 'An', 'T' || p.g, '', 0, '{}', '{}', 0, '0', 0, false, '', '', '', '', '', ''
from made p join ward w on w.n = p.ward where p.kind = 'dossier';
insert into document (id, side, type, subject, body, to_line, urgency, issuer_seat, issuer_unit, sign, number, issued_at,
                      content_hash)
select pg_temp.key(p.g), 'government', 'CV', 'Về việc', '', '', 0, w.seat, w.unit, p.g || '/CV', p.g, world_now(), ''
from made p join ward w on w.n = p.ward where p.kind = 'draft';
insert into draft (item, document) select id, id from work_item where kind = 'draft';
insert into draft_version (id, item, version, side, type, subject, to_line, body, urgency, seats, copies, at)
select gen_random_uuid(), item, v, 'government', 'CV', 'Về việc', '', '', 0, '{}', '{}', now()
from draft, generate_series(1, 2) v;
insert into section_abbreviation (id, unit, key, since, section, abbreviation, basis, at)
select gen_random_uuid(), unit, 'van phong', '2025-01-01'::date + g, 'Văn phòng', 'VP', '', now() from ward, generate_series(1, 5) g;
insert into committee_term (id, unit, starts_on, basis, series, at)
select gen_random_uuid(), unit, '2025-01-01', '', '2025-01-01', now() from ward;
insert into drafting_rule (unit, is_checked, at) select unit, true, now() from ward;
insert into delivery (item, document, is_copy, note, register_unit, register_number, register_year, recall_asked_at)
select pg_temp.key(p.g), pg_temp.key(1000000 + (p.g - 2000000) / 3), false, '', w.unit, p.g, 2025,
       case when p.g %% 50 = 0 then now() end
from made p join ward w on w.n = p.ward where p.kind = 'delivery' and (p.g - 2000000) / 3 <= %(letters)s;
insert into outside_letter (item, sender, dated, pages, way, arrived_at)
select item, 'Bộ Nội vụ', '2025-06-30', 2, 'post', world_now() from delivery where register_number %% 10 = 0;
insert into arrived_letter (id, item, document, letter, sender, receiver, purpose, answers, at)
select gen_random_uuid(), item, document, 'G01,2025/06/30,' || register_number || '/BNV', 'G01', 'H29', 0,
       case when register_number %% 20 = 0 then pg_temp.key(1000000 + register_number %% 997) end, world_now()
from delivery where register_number %% 10 = 0;
insert into direction (item, delivery, role, words)
select pg_temp.key(p.g), pg_temp.key(2000000 + 3 * (p.g - 63000000) + 1), 'co', '' from made p where p.kind = 'direction';
insert into register_closing (id, unit, register, since, until, entries, mandate, at)
select gen_random_uuid(), unit, 'van-ban-den', make_date(2024, m, 1), make_date(2024, m, 28), 0, 1, now()
from ward, generate_series(1, 12) m;
insert into addressee (document, seat, is_copy)
select d.document, w.received_seat, false from delivery d join work_item w on w.id = d.item
on conflict do nothing;
insert into outside_addressee (document, ordinal, name, address, way)
select id, 1, 'Bộ Nội vụ', '', 'post' from document where number %% 10 = 0;
insert into person_addressee (document, mandate, item) select document, 1, item from delivery where register_number %% 50 = 0
on conflict do nothing;
insert into revision (document, way, revised)
select id, 'corrects', pg_temp.key(1000000 + number - 1) from document where number %% 2 = 0;
insert into file_of_work (item, seat, year, code, years, note)
select w.id, w.jurisdiction, 2025, 'HS-' || row_number() over (), 10, '' from work_item w where kind = 'draft' limit %(others)s;
insert into file_content (file, item, ordinal)
select item, item, 1 from file_of_work union all select f.item, v.item, 2 from file_of_work f join delivery v on v.document = f.item
on conflict do nothing;
insert into letter_print (document, digest, made_at) select id, 'x', world_now() from document;
insert into paper_letter (document, dated, signed_by, addressees)
select id, current_date, 'An', 'Bộ Nội vụ' from document where number %% 10 = 0;
insert into letter_copy (document, copied, item, seat, at, form, facts)
select d.document, d.document, d.item, w.seat, now(), 'government', '{}'
from draft d join document o on o.id = d.document join ward w on w.seat = o.issuer_seat where o.number %% 3 = 0;
insert into letter_printing (id, item, mandate, at)
select gen_random_uuid(), item, 1 + (row_number() over ())::int %% 5000, now() from delivery;
insert into certificate (id, person, unit, content, chain, subject, issuer, serial, public_key, since, until, at_server,
                         is_trial, registered_at)
select pg_temp.key(5000000 + p.id), p.id, null::int, ''::bytea, ''::bytea, 'CN=An', 'CN=CA', p.id::text, '', now(), now(), false, true, now()
from person p
union all
select pg_temp.key(6000000 + w.unit), null, w.unit, ''::bytea, ''::bytea, 'CN=UBND', 'CN=CA', 'u' || w.unit, '', now(), now(), true, true,
       now() from ward w;
insert into letter_signature (document, place, id, standing, certificate, mandate, version, at, prepared, attributes,
                              signature, digest, problem)
select d.id, place, d.id, 'finished', pg_temp.key(5000001), 1, 1, now(), '', '', '', d.id::text, ''
from document d, unnest(array['signature', 'seal']) place;
insert into signature_check (digest, lists, checked_at, outcome) select id::text, '', now(), '{}' from document;
insert into report (item, code, secret, channel, text, place, answer_hours, reopened)
select id, reference, '', 'web', '', '', 24, 0 from work_item where kind = 'report';
insert into reporter (item, name, phone, email, anonymous) select item, 'An', '', '', false from report;
insert into report_entry (id, item, kind, text, at) select item, item, 'answer', '', now() from report;
insert into incident (item, severity, activity, text, resolution)
select id, 'low', '', '', '' from work_item where kind = 'incident';
insert into meeting (item, starts_at, convenor) select w.id, now(), c.unit from work_item w, centre c where kind = 'meeting';
insert into bridge_point (item, meeting, left_reason, joins)
select id, parent, '', 0 from work_item where kind = 'bridge_point';
insert into request (item, question, answer, reason) select id, '', '', '' from work_item where kind = 'referral';
insert into attachment (id, item, digest, name, at) select item, item, '', 'a', now() from dossier limit %(others)s;
insert into notice (line, verb, at, item, audience, unit, seat, ability, section, settled, told_at)
select j.id, j.verb, j.at, j.item, 'ability', w.unit, w.seat, 'x', '', false, now()
from journal j join ward w on w.n = j.id %% 168 where j.seq = 1;
insert into webhook (id, unit, seat, mandate, url, kinds, state, failures, made_at)
select pg_temp.key(unit), unit, seat, 1, 'https://a', '{}', 'active', 0, now() from ward;
insert into webhook_delivery (webhook, seat, line, item, event, state, tries, next_at, is_sending, answer, made_at)
select pg_temp.key(w.unit), w.seat, j.id, j.item, '{}', case when j.id %% 90 = 0 then 'waiting' else 'delivered' end, 0, now(),
       false, '', now()
from journal j join ward w on w.n = j.id %% 168 where j.seq = 1;
insert into axis_connector (name, prefixes, kind, place, token_file, since, mandate)
select 'truc', '{H30}', 'folder', '/srv/truc', '', '2025-01-01', 1;
insert into axis_consignment (seat, kind, code, words, document, item, outside, line, to_id, to_name, said_at, state, tries, next_at, answer)
select w.seat, 'letter', '', '', f.document, f.item, 1, j.id, 'H30.' || j.id %% 900, 'Sở', now(),
       case when j.id %% 90 = 0 then 'waiting' else 'sent' end, 0, now(), ''
from journal j join draft f on f.item = j.item join ward w on w.n = j.id %% 168 where j.seq = 1;
insert into axis_arrival (digest, seat, item, kind, code, from_id, from_name, to_id, sign, document_id, state, answer, way, at)
select j.id::text, w.seat, j.item, 'letter', '', 'H30', 'Bộ', 'H29.1', '1/CV', j.id::text, 'taken', '', 'truc', now()
from journal j join delivery v on v.item = j.item join ward w on w.n = j.id %% 168 where j.seq = 1;
insert into plan (id, name, effective_on, basis, state, point_of_no_return, digest, made_at)
select n, '', '2026-01-01', '', 'draft', '2026-01-01', '', now() from generate_series(1, 20) n;
insert into decision (plan, item, part, reason, at)
select 1 + (row_number() over ())::int %% 20, item, 1, '', now() from dossier order by md5(item::text) limit %(others)s;
insert into reading (item, at, door, mandate, unit, seat)
select pg_temp.key(p.g), world_now() - interval '1 minute' * (p.g %% 90000), 'page', 1, w.unit, w.seat
from made p join ward w on w.n = p.ward where p.kind = 'dossier';
insert into right_used (id, item, act, reason, before, at)
select gen_random_uuid(), item, 'told', '', '{}', now() from dossier;
insert into right_used (id, item, act, reason, before, at)
select gen_random_uuid(), item, 'restricted', '', '{}', now() from dossier limit %(others)s;
insert into act_reason (item, act, text) select item, gen_random_uuid(), '' from dossier;
insert into paper_withdrawal (attachment, item, act, mandate, at)
select id, item, gen_random_uuid(), 1, now() from attachment limit %(others)s;
insert into enclosure (id, document, ordinal, digest, name, at)
select document, document, 1, md5(document::text), 'a', now() from draft;
insert into letter_text (place, digest, parties, tokens)
select e.document, e.digest, array[w.seat], 've viec so'::tsvector
from enclosure e join document d on d.id = e.document join ward w on w.seat = d.issuer_seat;
insert into letter_reading (item, mandate, day, at)
select item, 1 + (row_number() over ())::int %% 5000, current_date, now() from delivery;
insert into saved_search (id, mandate, name, query, made_at)
select gen_random_uuid(), n, 'a', '', now() from generate_series(1, 5000) n;
insert into parsed_address (item, reading, street, spelt, words)
select item, 1, 'duong ' || length(code), '', '' from dossier;
insert into bridge_code (item, code, drawn) select item, '', 1 from bridge_point;
insert into wrong_code (item, drawn, wrong) select item, 1, 1 from bridge_point;

create index work_item_sought on work_item using gin (parties, item_tokens(words, reference));
create index work_item_here on work_item (jurisdiction, received_at desc, id);
create index work_item_came_in on work_item (received_seat, received_at desc) where received_seat <> jurisdiction;
create index work_item_asked on work_item (jurisdiction) include (parent) where kind = 'referral' and closed_at is null;
create index work_item_sent on work_item (sender_seat, received_at desc) where sender_seat is not null;
