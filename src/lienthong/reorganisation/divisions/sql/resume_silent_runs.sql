-- Runs whose worker died: no batch for so long, and nobody has the row. How often each was taken up since its last batch.
with silent as (
    select id from rule_run
    where ended_at is null and moved_at < now() - make_interval(secs => %(seconds)s)
    order by id
    for update skip locked
)
update rule_run r set resumed = resumed + 1 from silent where r.id = silent.id
returning r.id, r.resumed
