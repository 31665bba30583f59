-- The part of an old area that goes to one of its heirs, if on the day work may still enter it.
select p.id from jurisdiction p
where p.id = part_of(%(old)s, %(new)s) and p.during @> %(on)s::date
  and exists (select from area a where a.id = %(old)s and a.during @> %(on)s::date)
