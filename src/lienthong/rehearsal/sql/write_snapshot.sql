insert into snapshot (round, number, as_of, cut, numbers, is_final, sha256, previous_sha256)
values (%(round)s, %(number)s, %(as_of)s, %(cut)s, %(numbers)s, %(is_final)s, %(sha256)s, %(previous)s)
on conflict do nothing
