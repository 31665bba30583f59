-- The words stand with the part, and with their line of its timeline.
with said as (
    insert into act_reason (item, act, text) values (%(item)s, %(act)s, %(report)s)
)
update direction set report = %(report)s where item = %(item)s
