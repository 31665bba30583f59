-- The closed period of a register that holds this day; nothing when none does.
select since, until from register_closing
where unit = %(unit)s and register = %(register)s and until >= %(day)s and since <= %(day)s and reopened_at is null
limit 1
