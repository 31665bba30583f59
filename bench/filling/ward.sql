-- Open dossiers of one ward beyond the hundred of every ward.
insert into work_item (id, kind, reference, subject, words, jurisdiction, parties, state, step, section, priority,
                       field, received_at, due_at, chain_seq, version, changed_at)
select gen_random_uuid(), 'dossier', 'MO-' || g, 'Cấp bản sao trích lục hộ tịch số ' || g,
       'mo-' || g || ' cap ban sao ho tich trich luc', %(territory)s, array[%(territory)s::int],
       'received', 'assess', 'Trung tâm Phục vụ hành chính công', 0, 'Hộ tịch',
       world_now() - interval '1 hour' * (g %% 900),
       world_now() + interval '1 minute' * (g %% 9000) - interval '20 hours', 1, 1, now()
from generate_series(%(from)s::int, %(to)s::int) g
