select w.id, w.origin::int as origin, w.name, coalesce(p.name, 'Tỉnh ' || w.origin) as province, w.file_sha256,
       w.exported_at, w.state, w.report, w.digest, w.checked_at, w.joined_at, w.outcome,
       coalesce(s.names, '{}') as signers, coalesce(s.people, '{}') as people,
       coalesce(s.times, '{}') as signed_at
from joined_world w
left join lateral (
    select a.name from area a where a.rank = 'province' and a.code = to_char(w.origin, 'FM00') order by a.id limit 1
) p on true
left join lateral (
    select array_agg(pe.name order by g.at, g.mandate) as names, array_agg(g.person order by g.at, g.mandate) as people,
           array_agg(g.at order by g.at, g.mandate) as times
    from joining_signature g join person pe on pe.id = g.person
    where g.joining = w.id and g.digest = w.digest
) s on true
order by w.id desc
