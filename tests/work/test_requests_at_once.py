"""Questions of two who act at the same moment, and of wards that merge meanwhile."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import psycopg
import pytest
from django.db import connection

from lienthong.ground import acts
from lienthong.kernel.refusals import Refusal
from lienthong.units.queries import seat_of
from lienthong.work.queries import item_of, verify_chains
from lienthong.work.requests.actions import (
    accept_request,
    answer_request,
    ask_body,
)
from lienthong.work.requests.queries import details, requests_on
from tests import cast, sql
from tests.database import clone
from tests.procedures.dossiers import of, reception, taken_in
from tests.reorganisation.plans import drop, standing_on
from tests.work.questions import (
    QUESTION,
    SNNMT,
    SXD,
    broken,
    dossier,
    lines,
    parties,
    refused,
    seen,
    specialist,
)


@pytest.fixture
def lasting(django_db_setup: None, django_db_blocker: Any, worker_id: str) -> Iterator[str]:
    """A database in which what is committed stays committed."""
    url = clone(f"hoi_{worker_id}")
    with django_db_blocker.unblock(), standing_on(url):
        yield url
    drop(url)


def at_once(*calls: Any) -> list[str]:
    start = Barrier(len(calls))

    def perform(call: Any) -> str:
        try:
            start.wait()
            return str(call()["state"])
        except Refusal as refusal:
            return refusal.code
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return sorted(pool.map(perform, calls))


def test_two_who_ask_or_answer_at_the_same_moment(lasting: str) -> None:
    item, an, leader, sxd, snnmt = (
        dossier(), specialist(), cast.officer("lanh_dao"), specialist(SXD), specialist(SNNMT)
    )  # fmt: skip
    assert at_once(
        lambda: ask_body(item, unit=sxd.unit, question=QUESTION, by=an),
        lambda: ask_body(item, unit=sxd.unit, question=QUESTION, by=leader),
    ) == ["already_asked", "asked"]
    with acts.opening(an):
        (first,) = (row["id"] for row in requests_on(item_of(an, item)))
    second = of(ask_body(item, unit=snnmt.unit, question=QUESTION, by=an))
    accept_request(first, by=sxd)
    accept_request(second, by=snnmt)
    both = at_once(
        lambda: answer_request(first, text="Không.", by=sxd),
        lambda: answer_request(second, text="Không.", by=snnmt),
    )
    assert both == ["answered", "answered"]
    left = set(parties(item)) & {seat_of(sxd.unit or 0), seat_of(snnmt.unit or 0)}
    assert not left, "both have left: the second counted after the first was gone"
    with psycopg.connect(lasting) as owner:
        owner.execute("set role lienthong_verifier")
        assert verify_chains(owner)["broken"] == []


def on_day(day: str) -> None:
    sql.run("reset role")
    sql.run("update world set clock_offset = %s::timestamptz - now()", (f"{day} 08:00+07",))
    sql.run("set local role lienthong_app")


THAO_DIEN, BINH_TRUNG_TAY = "27088", "27100"
"""Two wards until 30/6/2025: the first becomes An Khánh's, the second Bình Trưng's."""


def test_wards_that_merge_leave_question_and_answer_to_their_heirs(db: None) -> None:
    on_day("2025-06-30")
    item = of(taken_in(by=reception(THAO_DIEN)))
    before, body = cast.officer("lanh_dao", THAO_DIEN), cast.officer("lanh_dao", BINH_TRUNG_TAY)
    question = of(ask_body(item, unit=body.unit, question=QUESTION, days=2, by=before))
    on_day("2025-07-01")
    asker, heir = specialist(), specialist(cast.BINH_TRUNG)
    assert body.seat in heir.scope
    assert seen(heir, item)
    refused("already_asked", ask_body, item, unit=heir.unit, question=QUESTION, by=asker)
    accept_request(question, by=heir)
    answer_request(question, text="Không.", by=heir)
    assert not seen(heir, item)
    with acts.opening(asker):
        (row,) = requests_on(item_of(asker, item))
        assert (row["state"], row["body"]) == ("answered", heir.unit_name)
        assert details(asker, item_of(asker, question))["asked_by"] == asker.unit_name
    assert lines(asker, question)[0][2]["body"] == "Ủy ban nhân dân phường Bình Trưng Tây"
    assert broken() == ([], 0)
