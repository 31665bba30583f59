insert into direction (item, delivery, role, words)
select item, %(delivery)s, role, %(words)s from unnest(%(items)s::uuid[], %(roles)s::text[]) as p(item, role)
