-- Kept, because decisions name it; asked no more.
update division_rule set withdrawn_at = world_now()
where plan = %(plan)s and undivided = %(undivided)s and no = %(no)s and withdrawn_at is null
returning no
