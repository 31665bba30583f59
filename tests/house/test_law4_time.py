"""Law 4: time comes from the kernel's clock; the world's time is fixed for a transaction and only moves forward."""

from datetime import timedelta

import pytest
from psycopg import errors

from lienthong.ground import acts
from lienthong.kernel import clock
from tests import cast, sql
from tests.house.source import calls, trees
from tests.running import soon

OTHER_CLOCKS = (
    "datetime.now",
    "datetime.utcnow",
    "datetime.today",
    "date.today",
    "timezone.now",
    "time.time",
    "localtime",
)
ALLOWED = {
    ("lienthong/kernel/clock.py", "datetime.now"): "this is the clock",
    ("lienthong/kernel/ids.py", "time.time"): "an identifier's age is real time",
}


def test_nobody_asks_another_clock() -> None:
    for path, tree in trees().items():
        if path.parts[0] != "lienthong":
            continue
        for line, name in calls(tree):
            if name.endswith(OTHER_CLOCKS) and not any(
                str(path) == place and name.startswith(word) for place, word in ALLOWED
            ):
                raise AssertionError(f"{path}:{line} asks {name}")


def test_outside_a_transaction_there_is_no_moment() -> None:
    with pytest.raises(clock.NoMoment):
        clock.now()


def test_the_moment_is_read_once(db: None) -> None:
    an = cast.an()
    with acts.opening(an):
        first = clock.now()
        soon(lambda: sql.one("select clock_timestamp() > %s + interval '10 ms'", (sql.one("select now()"),)))
        assert clock.now() == first == an.at


def test_the_clock_moves_forward_only(db: None) -> None:
    sql.run("reset role")
    sql.run("select advance_clock(world_now() + interval '2 hours')")
    ahead = sql.one("select world_now()")
    with pytest.raises(errors.CheckViolation):
        sql.run("select advance_clock(%s)", (ahead - timedelta(minutes=1),))


def test_the_day_is_decided_in_ho_chi_minh_city(db: None) -> None:
    sql.run("reset role")
    sql.run("select advance_clock('2025-07-02 00:30+07')")
    assert sql.one("select world_today()").isoformat() == "2025-07-02"
