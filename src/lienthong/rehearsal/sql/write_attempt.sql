insert into attempt (expectation, round, number, verdict, actor, actor_kind, started_at, ended_at, decided_at,
                     on_time, conforming, line, door, access, evidence)
values (%(expectation)s, %(round)s, %(number)s, %(verdict)s, %(actor)s, %(actor_kind)s, %(started_at)s,
        %(ended_at)s, now(), %(on_time)s, %(conforming)s, %(line)s, %(door)s, %(access)s,
        %(evidence)s)
on conflict do nothing
