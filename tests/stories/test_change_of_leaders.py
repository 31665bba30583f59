"""The leading database is killed under load, its follower leads, and the old one comes back as a follower: what was
acknowledged is there, once, and errors end by themselves."""

import json
import shutil
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread
from urllib.error import HTTPError
from urllib.request import Request, urlopen
from uuid import uuid4

import psycopg
import pytest

from bench.requests import DOSSIER
from bench.staff import Staff, employ
from lienthong.ground.database.servers import GivenServer
from lienthong.hosting.worlds import database_of
from tests import running
from tests.running import soon
from tests.stories.leaders import Pair, is_read_only

FOLDER = running.CACHE / "leaders"
WORLD = "doi-may-chu"
CLERKS = 3
BACK_WITHIN_SECONDS = 40.0

LOST = """
select count(*) from unnest(%s::uuid[]) as told (id) where not exists (select from work_item w where w.id = told.id)
"""
TWICE = (
    "select count(*) from (select from answer where key = any(%s) group by key having count(*) <> 1) twice"
)
ALIVE = "select count(*) from procrastinate_workers where last_heartbeat > now() - interval '15 seconds'"


@dataclass
class Load:
    """Clerks who take in dossiers at their counters, each under a key that is sent until it is acknowledged."""

    address: str
    staff: Staff
    told: dict[str, str] = field(default_factory=dict)
    statuses: Counter[int] = field(default_factory=Counter)
    stop: Event = field(default_factory=Event)

    def clerk(self, ward: int) -> None:
        headers = self.staff.wards[ward].reception.api
        while not self.stop.is_set():
            key = str(uuid4())
            while key not in self.told and not self.stop.is_set():
                self._send(key, headers)

    def _send(self, key: str, headers: dict[str, str]) -> None:
        request = Request(  # noqa: S310 – our own address
            f"{self.address}/api/v1/dossiers", json.dumps(DOSSIER).encode(),
            {"Content-Type": "application/json", "Idempotency-Key": key, **headers},
        )  # fmt: skip
        try:
            with urlopen(request, timeout=60) as answer:  # noqa: S310
                self.statuses[answer.status] += 1
                self.told[key] = json.load(answer)["id"]
        except HTTPError as refused:
            self.statuses[refused.code] += 1
            self.stop.wait(0.2)


@contextmanager
def under(load: Load) -> Iterator[Load]:
    clerks = [Thread(target=load.clerk, args=(ward,), daemon=True) for ward in range(CLERKS)]
    for clerk in clerks:
        clerk.start()
    try:
        yield load
    finally:
        load.stop.set()
        for clerk in clerks:
            clerk.join(70)


@pytest.fixture
def pair() -> Iterator[Pair]:
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    pair = Pair(FOLDER)
    try:
        pair.start()
        yield pair
    finally:
        pair.stop()


def answered(address: str, path: str) -> int:
    try:
        with urlopen(f"{address}{path}", timeout=30) as answer:  # noqa: S310
            return int(answer.status)
    except HTTPError as refused:
        return refused.code


@pytest.mark.drill
def test_acknowledged_acts_outlive_a_change_of_leaders(pair: Pair) -> None:
    home = FOLDER / "home"
    first, second = pair.leader, pair.follower
    assert is_read_only(second)
    words = {"DATABASE_URL": pair.url(second)}  # the one that follows stands first
    made = running.lienthong(home, "world", "create", WORLD, "--on", "2025-07-01", **words)
    assert made.returncode == 0, made.stdout + made.stderr
    with psycopg.connect(GivenServer(words["DATABASE_URL"], home).url(database_of(WORLD), "owner")) as owner:
        staff = employ(owner, WORLD)
    with running.serving(home, WORLD, words) as demo, under(Load(demo.address, staff)) as load:
        soon(lambda: len(load.told) > 20, 60, lambda: str(load.statuses))
        before = len(load.told)
        pair.kill_leader()
        killed = time.monotonic()
        soon(lambda: load.statuses[503], 30, lambda: str(load.statuses))
        assert answered(demo.address, "/con-song") == 200
        assert answered(demo.address, "/san-sang") == 503
        pair.promote()
        soon(lambda: len(load.told) > before + CLERKS, BACK_WITHIN_SECONDS, lambda: str(load.statuses))
        back = time.monotonic() - killed
        pair.bring_back()
        assert is_read_only(first)
        errors = load.statuses[503]
        soon(lambda: len(load.told) > before + 40, 60, lambda: str(load.statuses))
        assert load.statuses[503] == errors, "errors ended by themselves"
        assert answered(demo.address, "/san-sang") == 200
        _reads_for_a_while(pair, demo.address, load)
        owner_url = GivenServer(pair.url(), home).url(database_of(WORLD), "owner")
        soon(lambda: asked(owner_url, ALIVE), 60)
    assert set(load.statuses) <= {200, 201, 503}, load.statuses
    _served_again(pair, home, load)
    _nothing_is_lost(pair, home, load)
    print(f"{len(load.told)} acts, back {back:.1f} s after the kill, answers {dict(load.statuses)}")


def _reads_for_a_while(pair: Pair, address: str, load: Load) -> None:
    """As a full disk or an operator makes it: the connections of all places live, and none of them writes."""
    errors = load.statuses[503]
    pair.set_on_leader("default_transaction_read_only", "on")
    soon(lambda: load.statuses[503] > errors + CLERKS, 30, lambda: str(load.statuses))
    pair.set_on_leader("default_transaction_read_only", "off")
    known = len(load.told)
    soon(lambda: len(load.told) > known + 20, 30, lambda: str(load.statuses))
    assert answered(address, "/san-sang") == 200


def _served_again(pair: Pair, home: Path, load: Load) -> None:
    """Started anew with the follower named first: before, `/` and every form failed for good."""
    with running.serving(home, WORLD, {"DATABASE_URL": pair.url(pair.follower)}) as demo:
        assert {path: answered(demo.address, path) for path in ("/", "/tra-cuu", "/san-sang")} == {
            "/": 200, "/tra-cuu": 200, "/san-sang": 200,
        }  # fmt: skip
        known = len(load.told)
        again = Load(demo.address, load.staff, load.told, load.statuses)
        with under(again):
            soon(lambda: len(load.told) > known + 5, 60, lambda: str(load.statuses))


def _nothing_is_lost(pair: Pair, home: Path, load: Load) -> None:
    url = GivenServer(pair.url(), home).url(database_of(WORLD), "owner")
    assert asked(url, LOST, list(load.told.values())) == 0
    assert asked(url, TWICE, list(load.told)) == 0
    verified = running.lienthong(home, "journal", "verify", "--world", WORLD, DATABASE_URL=pair.url())
    assert verified.returncode == 0, verified.stdout + verified.stderr


def asked(url: str, text: str, *params: object) -> int:
    with psycopg.connect(url) as owner:
        row = owner.execute(text, params).fetchone()  # type: ignore[arg-type]
    return int(row[0]) if row else 0
