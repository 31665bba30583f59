"""SIGKILL for each child in the middle of a round: it comes back, nothing acknowledged is lost, nothing is doubled."""

import json
import os
import signal
import time
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

import psycopg
import pytest

from lienthong.ground.database.embedded import EmbeddedServer
from lienthong.ground.database.servers import admin
from lienthong.hosting.worlds import DEFAULT, database_of
from tests import running

HOME = running.CACHE / "killed-home"
CHILDREN = ("web", "verifier", "driver")
BACK_WITHIN_SECONDS = 2.0

LOST_ANSWERS = """
select count(*) from answer a
where a.answer ? 'version' and not exists (
    select from work_item w join journal j on j.item = w.id
    where w.id = (a.answer ->> 'id')::uuid and w.version >= (a.answer ->> 'version')::int)
"""
"""Answers kept under a key that no record and no journal line bears out."""

ACKNOWLEDGED = "select act, count(*) from answer group by act"


def kill(demo: running.Demo, child: str) -> float:
    """How long until another one stands in its place."""
    first = running.soon(lambda: demo.pid(child), 30)
    os.kill(first, signal.SIGKILL)
    killed_at = time.monotonic()
    running.soon(lambda: demo.pid(child) not in {None, first}, 15)
    return time.monotonic() - killed_at


def lose_connections() -> None:
    """What a restart of the database does to a pool."""
    with admin(EmbeddedServer(HOME)) as superuser:
        superuser.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity where datname = %s",
            (database_of(DEFAULT),),
        )


def strangers_answer(demo: running.Demo) -> int:
    """The status of a request that asks the database who this is."""
    request = Request(f"{demo.address}/api/v1/items", headers={"Authorization": "Bearer nobody"})  # noqa: S310
    try:
        with urlopen(request, timeout=10) as answer:  # noqa: S310 – our own address
            return int(answer.status)
    except HTTPError as refused:
        return refused.code


@pytest.mark.drill
def test_a_round_outlives_its_children(tmp_path: Path) -> None:
    told = tmp_path / "round.json"
    words = ("--units", "27094", "--speed", "120", "--seed", "7", "--exit", "--json", str(told))
    with running.demo(HOME, *words) as demo:
        demo.wait_for("Vòng 1: Hội nghị", 90)
        _under_way(demo)
        back = {}
        for child in CHILDREN:
            done = _answers_kept()
            back[child] = kill(demo, child)
            running.soon(lambda done=done: _answers_kept() > done, 60)
        lose_connections()
        assert {strangers_answer(demo) for _ in range(16)} == {401}, "asked over a dead connection"
        code = demo.ends_within(240)
        said = demo.said
    # A loaded machine may start a clerk too late: then the round says so, and is still whole.
    assert code in {0, 3}, said
    assert all(seconds < BACK_WITHIN_SECONDS for seconds in back.values()), back
    found = json.loads(told.read_text("utf-8"))
    assert found["valid"] == (code == 0)
    assert set(found["machine"]["systems"]) == set(found["human"]["systems"]) != set()
    _is_whole(found)
    _nothing_is_lost(_driver_status())


@pytest.mark.drill
def test_a_round_outlives_children_that_hang(tmp_path: Path) -> None:
    """SIGSTOP: they are there, and do nothing. Each is replaced, and the verifier says its last word all the same."""
    told = tmp_path / "round.json"
    words = ("--units", "27094", "--speed", "120", "--seed", "7", "--exit", "--json", str(told))
    with running.demo(HOME, *words) as demo:
        demo.wait_for("Vòng 1: Hội nghị", 90)
        _under_way(demo)
        back = {child: hang(demo, child) for child in ("worker", "intake", "verifier", "driver", "web")}
        back["a worker of web"] = hang_a_worker(demo)
        code = demo.ends_within(300)
        said = demo.said
    assert code in {0, 3}, said
    assert all(seconds < REPLACED_WITHIN_SECONDS for seconds in back.values()), back
    found = json.loads(told.read_text("utf-8"))
    assert "unsettled" not in found
    if found["valid"]:
        _is_whole(found)
    _nothing_is_lost(_driver_status())


REPLACED_WITHIN_SECONDS = 10.0


def hang(demo: running.Demo, child: str) -> float:
    """How long until another one stands in the place of one that was stopped."""
    first = running.soon(lambda: demo.pid(child), 30)
    _is_heard(first)
    os.kill(first, signal.SIGSTOP)
    begun = time.monotonic()
    running.soon(lambda: demo.pid(child) not in {None, first}, 30)
    return time.monotonic() - begun


def hang_a_worker(demo: running.Demo) -> float:
    """One of the two that answer; their server stays."""
    web = running.soon(lambda: demo.pid("web"), 30)
    first = running.soon(lambda: len(workers := _workers_of(web)) == 2 and workers[0], 60)
    running.soon(lambda: _answers(demo), 60)
    _is_heard(first)
    os.kill(first, signal.SIGSTOP)
    begun = time.monotonic()
    running.soon(lambda: len(workers := _workers_of(web)) == 2 and first not in workers, 30)
    assert demo.pid("web") == web
    return time.monotonic() - begun


def _answers(demo: running.Demo) -> bool:
    try:
        return strangers_answer(demo) == 401
    except URLError:  # it has just been begun
        return False


def _workers_of(server: int) -> list[int]:
    return [int(pid) for pid in Path(f"/proc/{server}/task/{server}/children").read_text().split()]


def _is_heard(pid: int) -> None:
    """It has given its first sign: one loads its program first, and the supervisor grants it that."""
    begun = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[19]
    age = float(Path("/proc/uptime").read_text().split()[0]) - int(begun) / os.sysconf("SC_CLK_TCK")
    until = time.monotonic() + max(0.0, LOADED_SECONDS - age)
    running.soon(lambda: time.monotonic() >= until, LOADED_SECONDS + 5)


LOADED_SECONDS = 12.0


def _under_way(demo: running.Demo) -> None:
    """Clerks have begun to act: what is killed now is killed at work."""
    running.soon(lambda: sum(_driver_status().get("acts", {}).values()) >= 3, 90)


def _answers_kept() -> int:
    """How many acts were acknowledged: it grows again when work goes on after a kill."""
    with psycopg.connect(EmbeddedServer(HOME).url(database_of(DEFAULT), "owner")) as owner:
        kept = owner.execute("select count(*) from answer").fetchone()
    return int(kept[0]) if kept else 0


def _driver_status() -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads(
            (HOME / "worlds" / DEFAULT / "rounds" / "driver-1.json").read_text("utf-8")
        )
    except (OSError, ValueError):
        return {}
    return found


def _is_whole(found: dict[str, Any]) -> None:
    """Every case of every system passed, every planted negative was caught, nothing was made twice."""
    for name, rates in found["virtual"]["systems"].items():
        for rate in ("step_rate", "case_rate"):
            assert rates[rate]["passed"] == rates[rate]["planned"] > 0, (name, rate, rates[rate])
    assert found["refusals_caught"]["passed"] == found["refusals_caught"]["planned"] > 0
    assert found["duplicates"] == 0


def _nothing_is_lost(status: dict[str, Any]) -> None:
    server = EmbeddedServer(HOME)
    server.ensure_running()
    try:
        verified = running.lienthong(HOME, "journal", "verify", "--world", DEFAULT)
        assert verified.returncode == 0, verified.stdout + verified.stderr
        with psycopg.connect(server.url(database_of(DEFAULT), "owner")) as owner:
            lost = owner.execute(LOST_ANSWERS).fetchone()
            kept = dict(owner.execute(ACKNOWLEDGED).fetchall())
    finally:
        server.stop()
    assert lost == (0,)
    acknowledged = {act.replace("-", "_"): n for act, n in status["acts"].items() if "-" in act}
    assert acknowledged
    assert {act: n for act, n in acknowledged.items() if kept.get(act, 0) < n} == {}
