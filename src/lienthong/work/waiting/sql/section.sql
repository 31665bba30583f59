-- What lies in a section of the actor's unit: given to it, or to somebody who serves in it. As the inbox is walked, but
-- over what the indexes of open work say, so that only a page of it is read.
with held as materialized (
    select jurisdiction, since, until from answered_for where jurisdiction = any (%(held)s::int[])
), place as materialized (
    select i.id, i.due_at, h.since, h.until
    from held h
    cross join lateral (
        select o.id, o.due_at
        from open_work o
        where o.jurisdiction = h.jurisdiction
          and case when %(section)s::text <> '' and (%(kind)s::text is null or o.kind = %(kind)s)
              and (o.section = %(section)s
                   or o.assignee = any ((select array_agg(m.id)
                                         from post p join mandate m on m.post = p.id and m.during @> world_today()
                                         where p.unit = %(unit)s and p.section = %(section)s)::int[]))
              and (%(after_id)s::uuid is null
                   or (coalesce(o.due_at, 'infinity'), o.id)
                      > (coalesce(%(after_due)s, 'infinity'::timestamptz), %(after_id)s))
              then true else false end
        order by o.due_at asc nulls last, o.id
        limit %(limit)s
    ) i
    order by i.due_at asc nulls last, i.id
    limit %(limit)s
)
select w.*, coalesce(is_late_before(w.due_at, w.paused_at, (select world_now()), p.since), false) as late_before,
       coalesce(w.received_at < p.until, false) as undecided
from place p
cross join lateral (select * from listed_item where listed_item.id = p.id offset 0) w
order by w.due_at asc nulls last, w.id
