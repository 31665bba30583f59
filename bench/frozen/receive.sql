\set r random(1, 9000000000000000000)
begin;
select standing, account, mandate, person, unit, seat, section, role, person_name, unit_name, unit_code, scope,
       reads, at, earlier, read_only, archives, title, delegated, in_charge
from ask('\x«reception_token»'::bytea, 'token', to_hex(:r::bigint));
select p.code, p.name, p.field, p.term, p.term_unit, p.fee, u.body, u.code as unit_code, u.name as unit_name,
       u.during @> '2025-07-01'::date::date as stands, lower(u.during) as begins_on, upper(u.during) as ended_on,
       seat_of(u.id) as seat, coalesce(NULL::int, u.area) as place, b.jurisdiction,
       holder_of(b.jurisdiction, '2025-07-01'::date::date) as holder
from unit u
left join procedure p on p.code = '2.000815'
left join lateral (
    select case p.competence
        when 'where_received' then seat_of(u.id)
        when 'by_address' then jurisdiction_for('territory', coalesce(NULL::int, u.area), p.field, '2025-07-01'::date::date)
        when 'department' then jurisdiction_for('competence', coalesce(NULL::int, u.area), p.field, '2025-07-01'::date::date)
    end as jurisdiction
) b on true
where u.id = «unit»;
with numbered as (
    select dossier_code(«unit»::int, '«code»'::text, '2025-07-01'::date::date) as code
), told as (
    select code, '{"procedure": "2.000815", "channel": 1}'::jsonb::jsonb || jsonb_build_object('code', code) as facts from numbered
), born as (
    insert into work_item (
        id, kind, reference, subject, words, jurisdiction, received_seat, parties, state, step, section, priority,
        place, field, received_at, due_at, chain_seq, chain_digest, version, changed_at
    )
    select lpad(to_hex(:r::bigint), 32, '0')::uuid, 'dossier', code, 'Chứng thực bản sao từ bản chính – Nguyễn Văn An', lower(code) || ' ' || 'hs-gaa0f-qq1dw chung thuc ban sao tu ban chinh nguyen van an 0909000123'::text, «seat», «seat»,
           parties_at_birth(«seat», «seat», null), 'received', 'assess', 'Trung tâm Phục vụ hành chính công', 0, «place»,
           'Chứng thực', '2025-07-01 07:30:23.913034+07:00'::timestamptz, '2025-07-01 17:00:00+07:00'::timestamptz, 1,
           journal_digest(null, 1, '01a21d80ea9d7b2d978a0a872663b2f2'::uuid, '2025-07-01 07:30:23.913034+07:00'::timestamptz, 'dossier.received', lpad(to_hex(:r::bigint), 32, '0')::uuid, «seat», «unit»,
                          «reception», facts),
           1, statement_timestamp()
    from told
    returning id, kind, reference, state, jurisdiction, version, due_at, received_at, chain_digest
), filed as (
    insert into dossier (
        item, procedure, channel, helped_unit, received_unit, received_at, received_late, code, applicant, phone,
        address_text, note, papers, missing, asked_note, supplements, paused, fee, refusal_reason, result_note,
        lookup_code, secret
    )
    select lpad(to_hex(:r::bigint), 32, '0')::uuid, '2.000815', 1, «unit», «unit», '2025-07-01 07:30:23.913034+07:00'::timestamptz, false, code, 'Nguyễn Văn An',
           '0909000123', '12 Trần Não', '', '{"Bản chính","Bản sao cần chứng thực"}'::text[], '{}', '', 0, '0', 2000, '', '', to_hex(:r::bigint),
           '\x34b815c2ec38fb9cc6fa760d93ee7ff0120bead14364e2761e88f5889f0e1eef'::bytea
    from told
), line as (
    insert into journal (act, at, verb, item, jurisdiction, unit, mandate, facts, seq, digest)
    select '01a21d80ea9d7b2d978a0a872663b2f2'::uuid, '2025-07-01 07:30:23.913034+07:00'::timestamptz, 'dossier.received', id, jurisdiction, «unit», «reception», facts, 1, chain_digest
    from born, told
)
select id, kind, reference, state, jurisdiction, version, due_at, received_at from born;
insert into answer (actor, act, key, asked, answer, at) values ('m«reception»', 'take_in_dossier', to_hex(:r::bigint), 'b9e7c7e2bdad3ea4aa922f65f08b243937fdad7531ddebd02692b958b1e6be1d', '{"code": "«code»-250701-0002", "due_at": "2025-07-01T10:00:00+00:00", "id": "01a21d80-eaa1-7dab-8d36-11b6b0043db1", "kind": "dossier", "lookup_code": "HS-GAA0F-QQ1DW", "reference": "«code»-250701-0002", "secret": "EJC0Y-RE6V6-R03SQ-NETH9", "state": "received", "version": 1}'::jsonb, statement_timestamp());
commit;
