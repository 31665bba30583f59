-- Groups of a body and those for everybody, with the names their bodies have on the day.
select g.id, g.name, g.units,
       (select coalesce(array_agg(h.name order by sort_key(h.name)), '{}')
        from unnest(g.units) u
        join unit h on h.id = coalesce(holder_of(seat_of(u), %(today)s::date), u)) as names,
       g.is_for_all, g.seat
from addressee_group g
where g.seat = %(seat)s or g.is_for_all
order by g.seat <> %(seat)s, sort_key(g.name)
