-- Areas of any generation by words of their name, by code, or among those sought by other words; those merely prepared by
-- a draft are not told.
select a.id, a.code, a.name, a.kind, d.name as district, p.name as province, lower(a.during) as starts_on,
       upper(a.during) as ends_on,
       (select jsonb_agg(jsonb_build_array(n.code, n.name, h.is_partial, h.is_default) order by h.is_default desc, n.code)
        from area_heir h join area n on n.id = h.new where h.old = a.id) as heirs
from area a
left join area d on d.id = a.district
left join area p on p.id = a.province
where a.rank in ('commune', 'district') and lower(a.during) < date '9999-01-01'
  and (a.code = %(code)s or a.id = any (%(sought)s::int[])
       or exists (select from unnest(%(phrases)s::text[]) as typed(phrase)
                  where strpos(' ' || a.folded, ' ' || typed.phrase) > 0))
  and (a.province in (select id from area where rank = 'province' and code in ('79', '74', '77'))
       or exists (select from area_heir h join area n on n.id = h.new join area p on p.id = n.province
                  where h.old = a.id and p.code = '79'))
order by a.id = any (%(sought)s::int[]) desc, length(a.name), sort_key(a.name), lower(a.during)
limit %(limit)s
