-- Runs whose worker died: no batch for so long, and nobody has the row.
select id from rule_run
where ended_at is null and moved_at < now() - make_interval(secs => %(seconds)s)
order by id
