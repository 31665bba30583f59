-- The run, for one batch: whoever else goes on with it at this moment has it, and this one leaves.
select plan, undivided, rules, after, asked from rule_run
where id = %(run)s and ended_at is null
for update skip locked
