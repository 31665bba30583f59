"""The door other installations send to: a web server of ours, reached by the worker's half of another one; and many at
one folder at once.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from django.db import connection
from pytest_django import Settings

from lienthong.exchange.axis import actions
from lienthong.exchange.axis.carrying import outbox
from lienthong.exchange.axis.carrying.making import message_of
from lienthong.exchange.axis.carrying.round import one_round
from lienthong.exchange.axis.terms import LARGEST
from tests import cast
from tests.committed import CommittedWorld
from tests.exchange.axis.test_two_worlds import WARD, rows_of, standing
from tests.exchange.axis.worlds import (
    CENTRE_ID,
    WARD_ID,
    Sides,
    administrator,
    all_rounds,
    has_id,
    second_world,
    sent_to,
)
from tests.hosting.serving import web

DOOR = "/api/v1/exchange/edxml"


@pytest.fixture
def reached(world: CommittedWorld, worker_id: str, tmp_path: Path, settings: Settings) -> Iterator[Sides]:
    """The ward's installation, reached from the centre's by its address; it answers at once."""
    settings.WEBHOOK_ALLOW = "127.0.0.1"
    centre, ward = cast.dung().unit, cast.an().unit
    with second_world(worker_id) as there:
        sides = Sides(world, there, tmp_path)
        for each in (world, there):
            has_id(each, centre, CENTRE_ID)
            has_id(each, ward, WARD_ID)
        yield sides


@contextmanager
def answering(sides: Sides) -> Iterator[tuple[str, str]]:
    """The address of its door, and a word that opens it."""
    with sides.at(sides.there):
        token = cast.caller(administrator()).token
    with web(sides.folders, sides.there.app) as port:
        yield f"http://127.0.0.1:{port}{DOOR}", token


def connected(sides: Sides, url: str, token: str) -> None:
    kept = sides.folders / "ma"
    kept.write_text(token)
    actions.connect_exchange(
        name="dia-chi", prefixes=[WARD_ID, f"{WARD_ID}.9"], kind="http", place=url, token_file=str(kept),
        by=administrator(),
    )  # fmt: skip


def brought(url: str, token: str, data: bytes) -> tuple[int, str]:
    request = Request(url, data, {"Authorization": f"Bearer {token}", "Content-Type": "application/xml"})  # noqa: S310
    try:
        with urlopen(request, timeout=20) as answer:  # noqa: S310
            return int(answer.status), answer.read().decode()
    except HTTPError as refused:
        return refused.code, refused.read().decode()


def test_a_letter_is_brought_to_the_door_and_answered_at_once(reached: Sides) -> None:
    with answering(reached) as (url, token):
        connected(reached, url, token)
        item, lost = sent_to(WARD), sent_to(f"Không có; {WARD_ID}.9; trục liên thông")
        all_rounds()
        assert standing(item).state == "arrived"
        assert standing(lost).state == "returned", "a fault of the business is a word, not a failure to send"
        assert standing(lost).note
        caller = cast.caller(cast.dung())
        listed = caller.get("/exchange/consignments?direction=di").json()
        assert listed["total"] == 2
        assert {row["state"] for row in listed["consignments"]} == {"sent"}
        with reached.at(reached.there):
            (row,) = rows_of(cast.an(), state="taken")
            assert (row.kind, row.other_id) == ("letter", CENTRE_ID)
            assert reached.there.ask("select count(*) from axis_consignment where arrival is not null") == 0
        assert reached.there.ask("select door from journal where verb = 'delivery.arrived'") == "api"
    assert token not in (reached.folders / "web.log").read_text("utf-8")


def test_the_door_opens_to_whoever_may_bring_and_refuses_what_it_cannot_read(reached: Sides) -> None:
    item = sent_to(WARD)
    connected(reached, f"http://127.0.0.1:1{DOOR}", "x")
    outbox.consign_new_lines()
    (claimed,) = outbox.claim()
    _, data = message_of(claimed)
    with reached.at(reached.there):
        clerk = cast.caller(cast.an()).token
    with answering(reached) as (url, token):
        assert brought(url, "nobody", data)[0] == 401
        assert brought(url, clerk, data)[0] == 403
        assert brought(url, token, b"<edXML>")[0] == 422
        assert brought(url, token, b"x" * (LARGEST + 1))[0] == 413
        first, again = brought(url, token, data), brought(url, token, data)
        assert first[0] == again[0] == 200
        for _, answer in (first, again):
            assert "<edXML:StatusCode>01</edXML:StatusCode>" in answer
    assert reached.there.ask("select count(*) from delivery") == 1
    assert standing(item).state == "sent"


def test_eight_fetch_from_one_folder_at_once(sides: Sides) -> None:
    for nth in range(6):
        sent_to(WARD, subject=f"Về việc thứ {nth}")
    all_rounds()
    assert sides.carry() == 6

    def fetched(_: int) -> int:
        try:
            return one_round()
        finally:
            connection.close()

    with sides.at(sides.there), ThreadPoolExecutor(8) as threads:
        list(threads.map(fetched, range(8)))
        all_rounds()
        assert sides.there.ask("select count(*) from delivery") == 6
        assert sides.there.ask("select count(*) from axis_arrival where state = 'taken'") == 6
        assert sides.there.ask("select count(*) from axis_consignment") == 6, "each is answered once"
    place = sides.folders / "there"
    assert list((place / "in").iterdir()) == []
    assert len(list((place / "done").iterdir())) == 6
    assert not list((place / "wrong").glob("*"))
