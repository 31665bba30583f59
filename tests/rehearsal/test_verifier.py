"""The verifier on a real world: letters played by real acts, looked at through the real API."""

import hashlib
from collections.abc import Iterator
from concurrent.futures import Executor, Future
from typing import Any
from uuid import UUID

import psycopg
import pytest
from django.test import Client

from lienthong.documents import actions as letters
from lienthong.ground.acts import opening
from lienthong.kernel.refusals import Refusal
from lienthong.rehearsal.planning import playbook
from lienthong.rehearsal.planning.actions import (
    confirm_void,
    end_round,
    mint_readers,
    plan_round,
    request_void,
    start_round,
)
from lienthong.rehearsal.telling import queries
from lienthong.rehearsal.telling.findings import close_finding, open_finding
from lienthong.rehearsal.verifying.ledger import Ledger
from lienthong.rehearsal.verifying.reading import Answer, Api
from lienthong.rehearsal.verifying.verifier import Verifier
from tests import sql
from tests.cast import AN_KHANH
from tests.rehearsal.conftest import Login
from tests.rehearsal.people import centre, sender, ward
from tests.running import soon


class AtHome(Executor):
    """Reads at once, in this thread: the test's own connection."""

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> "Future[Any]":
        done: Future[Any] = Future()
        done.set_result(fn(*args, **kwargs))
        return done


class InProcess(Api):
    def _ask(self, method: str, path: str, headers: dict[str, str], body: str | None = None) -> Answer:
        reply = Client().generic(
            method, f"/api/v1{path}", body or "", content_type="application/json", headers=headers
        )
        return Answer(reply.status_code, reply.json(), hashlib.sha256(reply.content).hexdigest())


class Watching:
    """A verifier that may be killed and started anew."""

    def __init__(self, dsn: str, tokens: dict[str, str]) -> None:
        self._dsn, self._tokens = dsn, tokens
        self.start()

    def start(self) -> None:
        self.verifier = Verifier(Ledger(self._dsn), InProcess("http://in.process/api/v1", self._tokens))
        self.verifier._readers = AtHome()  # type: ignore[assignment]

    def look(self) -> None:
        """Until everything written so far is read: another run's transactions may hold the cut back."""
        asked_at = sql.one("select world_now()")

        def covered() -> bool:
            self.verifier.tick()
            return bool(self.verifier.covered_at >= asked_at)

        soon(covered, 30)
        for _ in range(3):
            self.verifier.tick()


@pytest.fixture(scope="module")
def watching(login: Login) -> Iterator[Watching]:
    with opening(centre()):
        tokens = mint_readers()
    info = login("verifier").info
    found = Watching(psycopg.conninfo.make_conninfo(info.dsn, password=info.password), tokens)
    yield found
    found.verifier.close()


@pytest.fixture
def number(campaign: int) -> int:
    """A running round of letters at An Khánh, at the pace of people."""
    planned: int = plan_round(
        campaign, units=[AN_KHANH], scenarios=["van-ban-den-di"], seed=7, played_by="human", by=centre()
    )["round"]
    start_round(planned, in_seconds=0, by=centre())
    return planned


def sent(number: int) -> list[dict[str, Any]]:
    """The centre sends the round's letters; the calls as they were sent, with the delivery at the ward."""
    with opening(centre()):
        calls: list[dict[str, Any]] = playbook.calls_of(number)["calls"]
    for call in calls:
        draft = UUID(letters.draft_document(**call["with"], by=sender())["id"])
        letters.submit_draft(draft, by=sender())
        letters.sign_document(draft, by=sender())
        letters.issue_document(draft, by=sender())
        call["delivery"] = _delivery(call["with"]["subject"])
        call["code"] = call["with"]["body"].split("mã ")[-1].rstrip(".")
    return calls


def _delivery(subject: str) -> UUID:
    with opening(ward("van_thu")):
        found: UUID = sql.one("select id from work_item where kind = 'delivery' and subject = %s", (subject,))
    return found


def answer(delivery: UUID, code: str) -> None:
    """What the people of the ward do with a letter that is theirs."""
    clerk, leader, expert = ward("van_thu"), ward("lanh_dao"), ward("chuyen_vien")
    letters.register_delivery(delivery, by=clerk)
    letters.direct_delivery(delivery, note="Trả lời", by=leader)
    with opening(clerk):
        party = sql.one("select id from unit where code = %s and body = 'dang_uy'", (AN_KHANH,))
    draft = UUID(
        letters.draft_document(
            side="government", type="CV", subject="Phúc đáp", body=f"Đã sẵn sàng. Mã {code}.",
            to=[sender().unit or 0], copies=[party], answers=delivery, by=expert,
        )["id"]
    )  # fmt: skip
    letters.submit_draft(draft, by=expert)
    letters.sign_document(draft, by=leader)
    letters.issue_document(draft, by=clerk)


def verdicts(number: int) -> dict[str, int]:
    with opening(centre()):
        return queries.verdicts_of(number)


def rates(number: int) -> dict[str, Any]:
    with opening(centre()):
        found: dict[str, Any] = queries.rates_of(number)["systems"]["documents"]
    return found


def is_misaddressed(call: dict[str, Any]) -> bool:
    return "phường An Khánh" not in call["with"]["to_line"]


def attempts(number: int) -> list[Any]:
    with opening(centre()):
        return sql.rows(
            "select expectation, number, verdict, conforming from attempt"
            " where round = (select id from trial_round where number = %s) order by id",
            (number,),
        )


def test_people_who_do_it_right_pass_everything_even_when_the_verifier_is_killed_on_the_way(
    watching: Watching, number: int
) -> None:
    calls = sent(number)
    watching.look()
    for call in calls:
        watching.start()
        if is_misaddressed(call):
            letters.return_delivery(call["delivery"], reason="Gửi nhầm", by=ward("van_thu"))
        else:
            answer(call["delivery"], call["code"])
        watching.look()
    watching.look()
    assert verdicts(number) == {"PASS": 18}
    watching.start()
    watching.look()
    assert len(attempts(number)) == 18
    assert (rates(number)["case_rate"]["passed"], rates(number)["unit_rate"]["passed"]) == (3, 1)


def test_registering_what_was_meant_for_another_ward_is_caught(watching: Watching, number: int) -> None:
    wrong = next(call for call in sent(number) if is_misaddressed(call))
    letters.register_delivery(wrong["delivery"], by=ward("van_thu"))
    watching.look()
    assert [a.conforming for a in attempts(number)].count(False) == 1
    letters.return_delivery(wrong["delivery"], reason="Gửi nhầm", by=ward("van_thu"))
    watching.look()
    with opening(centre()):
        caught = queries.rates_of(number)["refusals_caught"]
    assert (caught["passed"], caught["planned"]) == (0, 1)


def test_an_answer_without_the_code_of_the_letter_proves_nothing(watching: Watching, number: int) -> None:
    right = next(call for call in sent(number) if not is_misaddressed(call))
    answer(right["delivery"], "không nhớ")
    watching.look()
    assert verdicts(number)["PASS"] == 5  # three arrivals, the register, the leader; never the answer


def test_the_end_closes_every_expectation_and_snapshots_can_be_recomputed(
    watching: Watching, number: int, login: Login
) -> None:
    sent(number)
    watching.look()
    end_round(number, by=centre())
    watching.look()
    assert verdicts(number) == {"PASS": 3, "NOT_STARTED": 3, "BLOCKED": 12}
    with opening(centre()):
        assert queries.outstanding(number).settled
        shots = queries.replays(number)
        assert len(shots) >= 2
        assert all(same for _, same in shots)
    login("owner").execute("update attempt set verdict = 'FAIL' where verdict = 'PASS' and round ="
                           " (select id from trial_round where number = %s)", (number,))  # fmt: skip
    with opening(centre()):
        assert not queries.replays(number)[-1][1]


def test_a_void_is_written_once_two_people_have_asked(watching: Watching, number: int) -> None:
    from dataclasses import replace

    sent(number)
    watching.look()
    passed = attempts(number)[0].expectation
    asked = request_void(passed, reason="Mất điện", by=centre())["id"]
    watching.look()
    assert verdicts(number)["PASS"] == 3
    second = replace(centre(), person=(centre().person or 0) + 1)
    confirm_void(asked, by=second)
    watching.look()
    assert verdicts(number) == {"PASS": 2, "UNKNOWN": 15, "VOID": 1}


def test_a_finding_closes_only_when_its_step_passes_in_a_later_round(
    watching: Watching, number: int, campaign: int
) -> None:
    unit = ward("van_thu").unit or 0
    with pytest.raises(Refusal, match="unknown_step"):
        open_finding(
            number, severity="high", scenario="hoi-nghi", step="vao_hop", units=[unit], text="", by=centre()
        )
    finding = open_finding(
        number, severity="high", scenario="van-ban-den-di", step="gui_den", units=[unit],
        text="Văn bản không tới", by=centre(),
    )["id"]  # fmt: skip
    sent(number)
    watching.look()
    with pytest.raises(Refusal, match="not_mended"):
        close_finding(finding, passed_in=number, by=centre())  # the same round proves nothing
    later: int = plan_round(
        campaign, units=[AN_KHANH], scenarios=["van-ban-den-di"], seed=8, played_by="human", by=centre()
    )["round"]
    start_round(later, in_seconds=0, by=centre())
    with pytest.raises(Refusal, match="not_mended"):
        close_finding(finding, passed_in=later, by=centre())
    sent(later)
    watching.look()
    assert close_finding(finding, passed_in=later, by=centre())["closed_round"] == later
