-- Whom a letter is to go to, as its draft stands, for the form that changes it.
select d.id as document, d.side,
       (select coalesce(array_agg(s.unit order by a.seat) filter (where not a.is_copy), '{}')
        from addressees_of(d.id) a join jurisdiction s on s.id = a.seat) as units,
       (select coalesce(array_agg(s.unit order by a.seat) filter (where a.is_copy), '{}')
        from addressees_of(d.id) a join jurisdiction s on s.id = a.seat) as copies,
       (select coalesce(array_agg(p.mandate order by p.mandate), '{}')
        from person_addressee p where p.document = d.id) as persons,
       (select coalesce(array_agg(o.name || '; ' || o.address || '; ' || o.way order by o.ordinal), '{}')
        from outside_addressee o where o.document = d.id) as outside
from letter_behind(%(item)s) d
