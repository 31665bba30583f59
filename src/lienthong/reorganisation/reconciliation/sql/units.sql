select u.id, u.code, u.name, u.short_name, u.body from unit u where u.id = any (%(units)s::int[])
