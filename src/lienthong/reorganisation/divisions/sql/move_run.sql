-- What one batch came to, added to what the run had.
update rule_run r set
    asked = r.asked + %(asked)s,
    conflict = r.conflict + %(conflict)s,
    unknown = r.unknown + %(unknown)s,
    decided = (select coalesce(jsonb_object_agg(key, n), '{}') from (
        select key, sum(value::int) as n
        from (select key, value from jsonb_each_text(r.decided)
              union all select key, value from jsonb_each_text(%(decided)s)) both_of_them
        group by key) summed),
    after = coalesce(%(after)s::uuid, r.after),
    moved_at = now(),
    resumed = 0,
    ended_at = case when %(ends)s then world_now() end,
    why = %(why)s
where r.id = %(run)s
