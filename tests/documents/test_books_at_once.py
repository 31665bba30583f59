"""Eight clerks at the books of one body at once, over the API: letters that come and go, numbers in between and
cancelled ones. Each book ends without a gap, and no number is given twice.
"""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from lienthong.ground import acts
from tests import cast, sql
from tests.board.rounds import screen
from tests.cast import Caller
from tests.committed import committed_world
from tests.documents.letters import delivered, drafted, issued

CLERKS, EACH = 8, 3
REGISTER = "select register_number as n, register_letter as letter from delivery where register_unit = %s order by 1, 2"


@pytest.fixture
def lasting(django_db_setup: None, django_db_blocker: Any, worker_id: str) -> Iterator[None]:
    with django_db_blocker.unblock(), committed_world(worker_id):
        yield


class Clerk:
    """One of eight at the same desk; every act has its key."""

    def __init__(self, nth: int) -> None:
        self.nth, self.done, self.by = nth, 0, cast.caller(cast.an())

    def does(self, path: str, body: dict[str, Any] | None = None, by: Caller | None = None) -> dict[str, Any]:
        self.done += 1
        answer = (by or self.by).post(path, body or {}, key=f"{self.nth}-{self.done}")
        assert answer.status_code == 200, (path, answer.json())
        said: dict[str, Any] = answer.json()
        return said

    def enters(self, **more: Any) -> dict[str, Any]:
        subject = f"Từ giấy {self.nth}-{self.done}"
        return self.does("/incoming-letters", {"sender": "Bộ Nội vụ", "subject": subject, **more})


def at_once(work: Any) -> list[Any]:
    start = Barrier(CLERKS)

    def one(nth: int) -> Any:
        start.wait()
        try:
            return work(nth)
        finally:
            connection.close()

    with ThreadPoolExecutor(CLERKS) as people:
        return list(people.map(one, range(CLERKS)))


def test_the_book_of_incoming_letters(lasting: None) -> None:
    clerk = cast.an()
    letters = []
    for _ in range(CLERKS):
        issued(cast.dung(), clerk.unit or 0)
        letters.append(delivered(clerk))
    Clerk(99).enters()  # number 01, behind which the eight put others

    def work(nth: int) -> str:
        of = Clerk(nth)
        for _ in range(EACH):
            of.enters()
        mistaken = of.enters()
        of.does(f"/items/{mistaken['id']}/cancel-number", {"reason": "Trùng với bản fax"})
        between = of.enters(after_number=1, reason="Sót trong túi thư")
        of.does(f"/items/{letters[nth]}/register-delivery")
        return str(between["register_letter"])

    between = at_once(work)
    with acts.opening(clerk):
        rows = sql.rows(REGISTER, (clerk.unit,))
    whole = [row.n for row in rows if not row.letter]
    assert whole == list(range(1, 1 + CLERKS * (EACH + 2) + 1)), "cancelled ones keep their number"
    assert sorted(between) == list("abcdefgh")
    assert [row.n for row in rows if row.letter] == [1] * CLERKS
    printed = _book(clerk.unit, "van-ban-den")
    assert printed[: 2 + CLERKS] == ["01", *(f"01{letter}" for letter in "abcdefgh"), "02"]


def test_the_book_of_outgoing_letters(lasting: None) -> None:
    clerk, leader, writer = cast.an(), cast.officer("lanh_dao"), cast.officer("chuyen_vien")
    to = cast.dung().unit or 0
    drafts = [[drafted(writer, to) for _ in range(EACH)] for _ in range(CLERKS)]
    never = [drafted(writer, to) for _ in range(CLERKS)]

    def work(nth: int) -> list[str]:
        of, by_writer, by_leader = Clerk(nth), cast.caller(writer), cast.caller(leader)
        signs = []
        for draft in [*drafts[nth], never[nth]]:
            of.does(f"/items/{draft}/submit-draft", by=by_writer)
            of.does(f"/items/{draft}/sign-document", by=by_leader)
            if draft == never[nth]:
                of.does(f"/items/{draft}/withdraw-signature", {"reason": "Sai số liệu"}, by=by_leader)
                refused = of.by.post(f"/items/{draft}/issue-document", {}, key=f"{nth}-refused")
                assert refused.status_code == 409, refused.json()
            else:
                signs.append(of.does(f"/items/{draft}/issue-document")["sign"])
        return signs

    signs = [sign for each in at_once(work) for sign in each]
    numbers = sorted(int(re.match(r"\d+", sign)[0]) for sign in signs)  # type: ignore[index]
    assert numbers == list(range(1, CLERKS * EACH + 1)), "what was refused took none"
    assert _book(clerk.unit, "van-ban-di") == [f"{n:02d}" for n in numbers]


def _book(unit: int | None, book: str) -> list[str]:
    """The numbers as the page of the register has them."""
    answer = screen(cast.an()).get(f"/so-dang-ky/{unit}/{book}/2025")
    assert answer.status_code == 200
    found: list[str] = re.findall(r'<td class="number">\s*(?:<s>)?(\w+)', answer.content.decode())
    return found
