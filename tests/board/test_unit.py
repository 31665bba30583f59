"""A unit's own stuck work, reached by its jurisdictions, is what the board counts of that unit."""

import random

from tests import cast, sql
from tests.board.rounds import as_owner

FILL = """
insert into work_item (id, kind, reference, subject, words, jurisdiction, parties, state, step, section, priority,
                       field, received_at, due_at, paused_at, closed_at, chain_seq, version, changed_at)
select gen_random_uuid(), (array['dossier', 'incident', 'report'])[1 + n %% 3], '', 'Việc ' || n, '',
       %(jurisdiction)s, array[%(jurisdiction)s::int], 'received', '', '', 0, '', world_now(),
       case when n %% 7 > 0 then world_now() + interval '1 hour' * ((n * 31) %% 97 - 60) end,
       case when n %% 13 = 0 and n %% 5 > 0 then world_now() end, case when n %% 5 = 0 then world_now() end,
       1 + n %% 2, 1, now()
from generate_series(1, %(n)s::int) n
"""


def test_its_stuck_work_is_the_boards(db: None) -> None:
    drawn = random.Random(10)  # noqa: S311 – no secret
    an, chi = cast.an(), cast.chi()
    with as_owner():
        for actor in (an, chi):
            for jurisdiction in actor.scope[:4]:
                sql.run(FILL, {"n": drawn.choice((0, 3, 60, 200)), "jurisdiction": jurisdiction})
        for unit in (an.unit, chi.unit):
            for listed in (4, 30, 500):
                asked = "select board_stuck(%(unit)s, %(listed)s) = board_stuck_of(%(unit)s, %(listed)s)"
                assert sql.one(asked, {"unit": unit, "listed": listed})
        assert sql.one("select board_stuck_of(%s, 30) ->> 'stuck_before'", (an.unit,)) != "0"
        assert sql.one("select board_stuck_of(%s, 30) ->> 'stuck_total'", (an.unit,)) != "0"


def test_open_work_in_time_costs_nothing(db: None) -> None:
    """Pages read are counted, not seconds: the same with and without twenty thousand items that are not late."""
    an = cast.an()
    before = _pages(an.unit)
    with as_owner():
        in_time = FILL.replace("%% 97 - 60", "%% 97 + 1").replace("'incident'", "'delivery'")
        sql.run(in_time, {"n": 20_000, "jurisdiction": an.seat})
    assert _pages(an.unit) - before < 60


def _pages(unit: int | None) -> int:
    with as_owner():
        sql.run("analyze work_item")
        sql.one("select board_stuck_of(%s, 30)", (unit,))
        explained = sql.one(
            "explain (analyze, buffers, format json) select board_stuck_of(%s, 30), board_incidents(%s, 30)",
            (unit, unit),
        )
    plan = explained[0]["Plan"]
    return int(plan["Shared Hit Blocks"] + plan["Shared Read Blocks"])
