-- Provinces of any day that neither are the city nor became part of it.
select distinct p.name from area p
where p.rank = 'province' and p.code <> %(city)s
  and not exists (select from area_heir h join area n on n.id = h.new where h.old = p.id and n.code = %(city)s)
