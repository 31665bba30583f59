-- Open dossiers of one ward that were assessed and wait to be signed, spread over the due times of all others.
insert into work_item (id, kind, reference, subject, words, jurisdiction, parties, state, step, section, priority,
                       field, received_at, due_at, chain_seq, version, changed_at)
select gen_random_uuid(), 'dossier', 'KY-' || g, 'Cấp bản sao trích lục hộ tịch số ' || g,
       'ky-' || g || ' cap ban sao ho tich', %(territory)s, array[%(territory)s::int],
       'assessed', 'sign', 'Trung tâm Phục vụ hành chính công', 0, 'Hộ tịch',
       world_now() - interval '1 hour' * (g %% 900),
       world_now() + interval '150 minutes' * g - interval '20 hours', 1, 1, now()
from generate_series(%(from)s::int, %(to)s::int) g
