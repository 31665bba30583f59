"""What is counted once and kept is what is counted again: whoever acts at the same moment, whatever is undone, whoever
holds the work after a reorganisation, and when what acts is killed.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any
from uuid import UUID

import psycopg
import pytest
from django.apps import apps
from django.db import Error as DatabaseError
from django.db import connection, models, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lienthong.documents import actions as letters
from lienthong.ground import acts
from lienthong.ground.actor import Actor
from lienthong.ground.kept import kept_counts, put_right, recount
from lienthong.kernel.refusals import NotFound, Refusal
from lienthong.personnel.believable.staffing import keep_former_staff
from lienthong.procedures import actions as desk
from lienthong.units.load import stand_before
from tests import sql
from tests.cast import dung, officer
from tests.committed import CommittedWorld, committed_world
from tests.documents.letters import issued
from tests.procedures.dossiers import of, taken_in
from tests.reorganisation.plans import OPENED, approved, merge, text
from tests.running import soon

THAO_DIEN, AN_KHANH = "27088", "27094"
AT_ONCE = 4


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any, worker_id: str) -> Iterator[CommittedWorld]:
    """The eve of 1/7/2025, where what is committed stays."""
    with django_db_blocker.unblock(), committed_world(worker_id) as here:
        with psycopg.connect(here.owner) as owner:
            stand_before(owner)
            keep_former_staff(owner)
            owner.execute(OPENED)
        yield here


def wrong(world: CommittedWorld) -> dict[str, str]:
    """Kept counts that differ, with both sums."""
    with psycopg.connect(world.owner) as owner:
        found = {f"{one.table}.{one.column}": recount(owner, one) for one in kept_counts()}
    return {name: f"{one.kept} ≠ {one.counted}" for name, one in found.items() if one.wrong}


# --- what people do, at random


def _open(kind: str, by: Actor, state: str) -> UUID:
    with acts.opening(by):
        found = sql.one(
            "select id from work_item where kind = %s and state = %s and jurisdiction = any (%s)"
            " order by random() limit 1",
            (kind, state, list(by.scope)),
        )
    if found is None:
        raise NotFound
    return UUID(str(found))


def _person(role: str, code: str) -> Actor:
    """The old wards have no clerk for letters, and after the hand-over no people at all."""
    try:
        return officer(role, code)
    except AssertionError:
        raise NotFound from None


def _take_in(code: str) -> None:
    taken_in(by=_person("tiep_nhan", code))


def _refuse(code: str) -> None:
    clerk = _person("tiep_nhan", code)
    desk.refuse_dossier(_open("dossier", clerk, "received"), reason="Không đủ điều kiện", by=clerk)


def _ask_for_papers(code: str) -> None:
    clerk = _person("tiep_nhan", code)
    desk.request_supplement(_open("dossier", clerk, "received"), missing=["Đơn"], note="", by=clerk)


def _give_out(code: str) -> None:
    clerk, expert, leader = (
        _person("tiep_nhan", code),
        _person("chuyen_vien", code),
        _person("lanh_dao", code),
    )
    item = _open("dossier", clerk, "received")
    desk.assess_dossier(item, approve=True, by=expert)
    desk.sign_dossier(item, by=leader)
    desk.return_dossier(item, by=clerk)


def _send(code: str) -> None:
    issued(dung(), _person("van_thu", code).unit or 0)


def _register(code: str) -> None:
    clerk = _person("van_thu", code)
    letters.register_delivery(_open("delivery", clerk, "arrived"), by=clerk)


def _send_back(code: str) -> None:
    clerk = _person("van_thu", code)
    letters.return_delivery(_open("delivery", clerk, "registered"), reason="Gửi nhầm", by=clerk)


ACTS: dict[str, Callable[[str], None]] = {
    "take in": _take_in, "refuse": _refuse, "ask for papers": _ask_for_papers, "give out": _give_out, "send": _send,
    "register": _register, "send back": _send_back,
}  # fmt: skip
ENDS = ("kept", "kept", "kept", "undone", "cut off")
"""How an act's transaction ends: committed, rolled back, or with its connection killed before it commits."""
Step = tuple[str, str, str]
programmes = st.lists(
    st.lists(
        st.tuples(st.sampled_from(sorted(ACTS)), st.sampled_from((THAO_DIEN, AN_KHANH)), st.sampled_from(ENDS)),
        min_size=3, max_size=8,
    ),
    min_size=AT_ONCE, max_size=AT_ONCE,
)  # fmt: skip


class _Undone(Exception):
    """Nothing of the act stays."""


def _step(world: CommittedWorld, step: Step) -> None:
    name, code, end = step
    with suppress(Refusal, NotFound, _Undone, DatabaseError, psycopg.Error):
        if end == "kept":
            ACTS[name](code)
            return
        with transaction.atomic():
            ACTS[name](code)
            if end == "undone":
                raise _Undone
            world.ask("select pg_terminate_backend(%s)", sql.one("select pg_backend_pid()"))


def _together(world: CommittedWorld, asked: list[list[Step]]) -> None:
    def run(steps: list[Step]) -> None:
        try:
            for step in steps:
                _step(world, step)
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as people:
        list(people.map(run, asked))


@settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck), database=None)
@given(programmes)
def _holds(world: CommittedWorld, asked: list[list[Step]]) -> None:
    before = world.ask("select count(*) from journal")
    _together(world, [[("take in", AN_KHANH, "kept"), ("send", AN_KHANH, "kept"), *steps] for steps in asked])
    assert world.ask("select count(*) from journal") > before, "nobody did anything, so nothing is proved"
    assert wrong(world) == {}


def test_kept_is_counted_with_people_at_once_before_and_after_a_reorganisation(world: CommittedWorld) -> None:
    _holds(world)
    assert world.ask("select sum(entered) from book") > 0
    approved(text(merge(THAO_DIEN, AN_KHANH, into=AN_KHANH, name="Phường An Khánh")))
    assert wrong(world) == {}
    world.run("update world set clock_offset = timestamptz '2025-07-01 08:00+07' - now()")
    closed = world.ask("select count(*) from dossier where outcome > 0")
    _together(world, [[("give out", AN_KHANH, "kept"), ("refuse", AN_KHANH, "kept")] * 2] * AT_ONCE)
    assert world.ask("select count(*) from dossier where outcome > 0") > closed, "the heir closed nothing"
    assert wrong(world) == {}
    for end in ("kept", "undone", "cut off", "kept"):
        _together(world, [[(name, AN_KHANH, end) for name in sorted(ACTS)]] * AT_ONCE)
        assert wrong(world) == {}, end
    assert world.ask("select count(*) from delivery where register_number is not null and outcome = 2") > 0
    _holds(world)


TAKES_IN = """
import django
django.setup()
from lienthong.procedures.actions import refuse_dossier
from tests.cast import officer
from tests.procedures.dossiers import of, taken_in
while True:
    clerk = officer("tiep_nhan", "27094")
    refuse_dossier(of(taken_in(by=clerk)), reason="Không đủ điều kiện", by=clerk)
"""


@pytest.mark.drill
def test_kept_is_counted_when_what_acts_is_killed(world: CommittedWorld) -> None:
    environment = {
        **os.environ,
        "LIENTHONG_DB": world.app,
        "LIENTHONG_SECRET_KEY": "key of this test",
        "LIENTHONG_POOL": "0",
    }
    for _ in range(5):
        begun = world.ask("select count(*) from journal")
        process = subprocess.Popen([sys.executable, "-c", TAKES_IN], env=environment)
        try:
            soon(lambda begun=begun: world.ask("select count(*) from journal") > begun + 10, 60)
        finally:
            process.send_signal(signal.SIGKILL)
            process.wait(10)
        assert wrong(world) == {}


# --- the command's two halves


def test_a_count_that_is_wrong_is_found_and_put_right(db: None) -> None:
    of(taken_in(by=officer("tiep_nhan", AN_KHANH)))
    sql.run("reset role")
    sql.run("update book set entered = entered + 3")
    sql.run("update dossier set outcome = 2")
    sql.run("update report set reopened = 1")
    owner = sql.raw()
    for one in kept_counts():
        found = recount(owner, one)
        is_spoilt = (one.table, one.column) in {("book", "entered"), ("dossier", "outcome")}
        assert bool(found.wrong) == (is_spoilt and found.rows > 0), one
        if found.wrong:
            put_right(owner, one)
            assert recount(owner, one).wrong == 0, one
    sql.run("set local role lienthong_app")


def test_history_is_never_put_right(db: None) -> None:
    assert {one.table for one in kept_counts() if one.why_not} == {"work_item", "journal_day", "joined_day"}
    assert all(not one.mending() for one in kept_counts() if one.why_not)


NOT_COUNTED = {
    "a limit of tries, which leave no trace of their own": {
        "webhook.failures",
        "webhook_delivery.tries",
        "axis_consignment.tries",
        "mail.tries",
        "offered_file.tries",
        "bridge_code.drawn",
        "wrong_code.drawn",
        "wrong_code.wrong",
        "rule_run.resumed",
        "plan_upload.tries",
    },
    "which version of a letter was prepared for signing; no count": {"letter_signature.version"},
    "what a run of rules met and left as it was": {
        "rule_run.total",
        "rule_run.asked",
        "rule_run.decided",
        "rule_run.conflict",
        "rule_run.unknown",
    },
    "a place in an order, not a count": {
        "work_item.version",
        "draft_version.version",
        "journal.seq",
        "division_rule.no",
        "transition.no",
        "delivery.register_number",
        "document.number",
        "reconciled_item.seq",
        "trial_round.number",
        "attempt.number",
        "snapshot.number",
    },
    "a figure of that day, which is never counted again": {
        "trial_round.catalogue",
        "stored_file.size",
        "offered_file.size",
    },
}
COUNTING = (
    "last", "entered", "seq", "chain_seq", "count", "total", "tries", "failures", "joins", "reopened", "supplements",
    "drawn", "wrong", "resumed", "asked", "decided", "conflict", "unknown", "outcome", "version", "number", "size",
    "catalogue", "no", "register_number",
)  # fmt: skip
"""What a column that counts is called here."""


def test_every_column_that_counts_is_counted_again_or_says_why_not() -> None:
    counting = {
        f"{model._meta.db_table}.{field.column}"
        for model in apps.get_models()
        if model.__module__.startswith("lienthong.")
        for field in model._meta.concrete_fields
        if isinstance(field, models.IntegerField) and field.column in COUNTING
    }
    known = {f"{one.table}.{one.column}" for one in kept_counts()}
    excused = {column for columns in NOT_COUNTED.values() for column in columns}
    assert known <= counting
    assert not known & excused
    assert counting - known - excused == set(), "keeps a count that nothing counts again"
