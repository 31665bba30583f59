"""A round played by real acts under the eyes of a real verifier, in the test's own process."""

import hashlib
from concurrent.futures import Executor, Future
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.test import Client

from lienthong.documents import actions as letters
from lienthong.ground.actor import PAGE
from lienthong.ground.acts import opening
from lienthong.rehearsal.planning import playbook
from lienthong.rehearsal.verifying.ledger import Ledger
from lienthong.rehearsal.verifying.reading import Answer, Api
from lienthong.rehearsal.verifying.verifier import Verifier
from tests import sql
from tests.cast import AN_KHANH
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


def sent(number: int) -> list[dict[str, Any]]:
    """The centre sends the round's letters; the calls as they were sent, with the delivery at the ward."""
    with opening(centre()):
        calls: list[dict[str, Any]] = playbook.calls_of(number)["calls"]
    for call in calls:
        draft = UUID(letters.draft_document(**call["with"], by=sender())["id"])
        letters.submit_draft(draft, by=sender())
        letters.sign_document(draft, by=sender())
        letters.issue_document(draft, by=sender())
        call["delivery"] = delivery_of(call["with"]["subject"])
        call["code"] = call["with"]["body"].split("mã ")[-1].rstrip(".")
    return calls


def delivery_of(subject: str) -> UUID:
    with opening(ward("van_thu")):
        found: UUID = sql.one("select id from work_item where kind = 'delivery' and subject = %s", (subject,))
    return found


def answer(delivery: UUID, code: str, *, through: str = PAGE) -> None:
    """What the people of the ward do with a letter that is theirs, at a page or by a token."""
    roles = ("van_thu", "lanh_dao", "chuyen_vien")
    clerk, leader, expert = (replace(ward(role), through=through) for role in roles)
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


def is_misaddressed(call: dict[str, Any]) -> bool:
    return "phường An Khánh" not in call["with"]["to_line"]
