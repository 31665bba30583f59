insert into round_check (round, position, label, holds, said, at)
values (%(round)s, %(position)s, %(label)s, %(holds)s, %(said)s, now())
on conflict do nothing
