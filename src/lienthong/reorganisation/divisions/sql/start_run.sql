-- One run a jurisdiction at a time: a second start finds the first (the unique key waits for it) and begins nothing.
insert into rule_run (plan, undivided, mandate, rules, total, started_at, moved_at)
select %(plan)s, %(undivided)s, %(mandate)s, %(rules)s::int[],
       (select count(*)::int from work_item w where w.jurisdiction = %(undivided)s and w.closed_at is null and w.received_at < %(until)s),
       world_now(), now()
on conflict (plan, undivided) where ended_at is null do nothing
returning id
