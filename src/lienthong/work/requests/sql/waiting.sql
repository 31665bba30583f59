-- By when a body is to answer an open question about an item, also one put to a body it has taken over from; nothing
-- when none is open.
select due_at from questions_on(%(parent)s)
where closed_at is null and holder_of(jurisdiction, %(on)s) = %(unit)s
order by due_at
limit 1
