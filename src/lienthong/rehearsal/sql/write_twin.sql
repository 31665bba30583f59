insert into nonce_twin (round, "case", item, kind, opened_by, opened_unit, door, opened_at)
values (%(round)s, %(case)s, %(item)s, %(kind)s, %(mandate)s, %(unit)s, %(door)s, %(at)s)
on conflict do nothing
