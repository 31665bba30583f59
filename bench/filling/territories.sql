-- Dossiers of every ward, `from` to `to`, closed or open. «ho tich» is a word of all, «trich luc» of the open ones.
with territory as (
    select j.id, row_number() over (order by j.id) - 1 as n, count(*) over () as total
    from jurisdiction j join holding h on h.jurisdiction = j.id and h.during @> world_today()
    join unit u on u.id = h.unit
    join area a on a.id = j.area and a.during @> world_today() and a.rank = 'commune'
    join area p on p.id = a.province and p.code = '79'
    where j.kind = 'territory'
)
insert into work_item (id, kind, reference, subject, words, jurisdiction, parties, state, step, section, priority,
                       field, received_at, due_at, closed_at, chain_seq, version, changed_at)
select gen_random_uuid(), 'dossier', 'DO-' || g, 'Cấp bản sao trích lục hộ tịch số ' || g,
       'do-' || g || ' cap ban sao ho tich' || case when %(open)s then ' trich luc' else '' end, t.id, array[t.id],
       case when %(open)s then 'received' else 'returned' end, 'assess', 'Trung tâm Phục vụ hành chính công', 0,
       'Hộ tịch', world_now() - interval '1 hour' * (g %% 900),
       world_now() + interval '1 minute' * (g %% 9000) - interval '20 hours',
       case when not %(open)s then world_now() - interval '1 day' - interval '1 minute' * (g %% 90000) end, 1, 1, now()
from generate_series(%(from)s::int, %(to)s::int) g
join territory t on t.n = g %% t.total
