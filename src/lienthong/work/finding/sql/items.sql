-- Work of an area of any generation, as far as the transaction sees it: what lies in its jurisdictions and what its
-- bodies received. Three views of «which unit», each under its own name.
with own as (
    select array_agg(j.id) as jurisdictions, array_agg(j.id) filter (where j.kind = 'seat') as seats
    from jurisdiction j
    left join jurisdiction whole on whole.id = j.parent
    left join unit u on u.id = j.unit
    where coalesce(j.area, u.area) = %(area)s or whole.area = %(area)s
)
select w.id, w.kind, w.reference, w.subject, w.state, w.received_at, w.due_at, w.paused_at, w.closed_at, w.jurisdiction,
       recorded.short_name as as_recorded, then_.short_name as as_of, now_.short_name as current
from own
join visible_item w on w.parties && own.jurisdictions  -- reaches the index; both below are parties
    and (w.jurisdiction = any (own.jurisdictions) or w.received_seat = any (own.seats))
left join jurisdiction rs on rs.id = w.received_seat
left join unit recorded on recorded.id = rs.unit
left join unit then_ on then_.id = holder_of(w.jurisdiction, %(on)s::date)
left join unit now_ on now_.id = holder_of(w.jurisdiction, world_today())
order by w.closed_at is not null, w.due_at asc nulls last, w.id
limit %(limit)s
