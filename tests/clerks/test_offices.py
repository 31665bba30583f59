"""Who takes which paper from the inbox, and which papers are left alone."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from lienthong_clerks.clerks import Clerk, Office
from lienthong_clerks.plan import Instructions, Marks, Step, in_order, read_round
from lienthong_clerks.play import Deed
from lienthong_clerks.session import Session
from lienthong_clerks.tally import Tally
from lienthong_clerks.timing import Pace, seeded
from lienthong_clerks.tokens import Post, Staff
from lienthong_clerks.wire import Server

ROUND = {"speed": 60, "starts_at_real": 0, "round_mark": "[Vòng 3]", "calls": []}
STEPS = [
    Step("tiep_nhan", "receive_dossier", "dossier", frozenset({"submitted"})),
    Step("tiep_nhan", "refuse_dossier", "dossier", frozenset({"submitted", "received"})),
    Step("chuyen_vien", "assess_dossier", "dossier", frozenset({"received"})),
]
STAFF = Staff(
    7,
    "27094",
    "ubnd",
    "look",
    (
        Post(1, "tiep_nhan", "Trung tâm", "a"),
        Post(2, "tiep_nhan", "Trung tâm", "b"),
        Post(3, "chuyen_vien", "Văn phòng", "c"),
    ),
)

Handed = list[tuple[int | None, str]]


@pytest.fixture
def handed(monkeypatch: pytest.MonkeyPatch) -> Handed:
    seen: Handed = []
    monkeypatch.setattr(Clerk, "hand", lambda clerk, item: seen.append((clerk.post.mandate, item)))
    return seen


def made_office(*, plays: bool = True) -> Office:
    """Ten real seconds into its round; to be made inside a loop."""
    tally, now = Tally(), asyncio.get_running_loop().time()
    server = Server("http://127.0.0.1:1", tally, seeded(1))
    round_ = read_round(ROUND, 3, None, in_order(()))
    session = Session(server, tally, round_, Instructions(STEPS), Marks("[Vòng 3]"), Pace(now - 10, 60))
    office = Office(session, STAFF, plays=plays)
    office.looked("2025-07-01T08:00:10+07:00", session.now)
    return office


def at_office(do: Callable[[Office], None], *, plays: bool = True) -> None:
    async def work() -> None:
        do(made_office(plays=plays))

    asyncio.run(work())


def row(state: str = "submitted", version: int = 1, **more: Any) -> dict[str, Any]:
    usual = {"subject": "Chứng thực", "assignee": None, "received_at": "2025-07-01T08:00:05+07:00"}
    return {"id": "i", "kind": "dossier", "state": state, "version": version, **usual, **more}


def test_the_first_of_the_role_takes_it_once_a_version(handed: Handed) -> None:
    def look(office: Office) -> None:
        for shown in (row(), row(), row(version=2), row(version=1)):
            office.notice(shown)

    at_office(look)
    assert handed == [(1, "i"), (1, "i")]


def test_an_assigned_paper_goes_to_whom_it_is_assigned(handed: Handed) -> None:
    at_office(lambda office: office.notice(row(assignee=2)))
    assert handed == [(2, "i")]


def test_every_role_with_something_to_do_gets_it(handed: Handed) -> None:
    at_office(lambda office: office.notice(row("received")))
    assert sorted(handed, key=str) == [(1, "i"), (3, "i")]


def test_who_is_finished_with_a_version_does_not_open_it_again(handed: Handed) -> None:
    def look(office: Office) -> None:
        office.finished("i", "tiep_nhan", 2)
        office.notice(row("received", version=2))

    at_office(look)
    assert handed == [(3, "i")]


def test_papers_from_before_the_round_wait_until_handed_over(handed: Handed) -> None:
    old = row("received", received_at="2025-06-27T08:00:00+07:00")

    def look(office: Office) -> None:
        office.notice(old)
        assert handed == []
        office.session.handed_over.add("i")
        office.notice_again("i")

    at_office(look)
    assert sorted(handed, key=str) == [(1, "i"), (3, "i")]


def test_papers_of_another_round_and_cut_lines_are_not_touched(handed: Handed) -> None:
    def look(office: Office) -> None:
        office.notice(row(subject="[Vòng 4] Chứng thực"))
        office.session.cut_until["i"] = office.session.now + 60
        office.notice(row())

    at_office(look)
    assert handed == []


def test_an_absent_unit_does_nothing(handed: Handed) -> None:
    at_office(lambda office: office.notice(row()), plays=False)
    assert handed == []


def test_a_refused_act_is_tried_again_five_times_at_most(handed: Handed) -> None:
    def look(office: Office) -> None:
        for _ in range(20):
            office.notice(row())
            office.forget("i", "tiep_nhan")

    at_office(look)
    assert len(handed) == 5


def shown(state: str = "submitted", version: int = 1, **roles: list[str]) -> dict[str, Any]:
    """A row as `/next` tells it: whole, with the acts and whose they are."""
    acts = [{"act": act.replace("_", "-"), "roles": whose} for act, whose in roles.items()]
    return row(state, version, acts=acts, desk={"applicant": "[Vòng 3]", "papers": [], "components": []})


def test_a_paper_that_came_with_the_inbox_is_not_asked_for_again(handed: Handed) -> None:
    async def work() -> None:
        office = made_office()
        office.notice(shown(receive_dossier=["tiep_nhan"]))
        opened = await office._clerks[0]._open("i")
        assert opened is not None
        assert office._clerks[0]._decide(opened) == Deed("receive-dossier", {})
        assert office.session.tally.requests == 0

    asyncio.run(work())


def test_nobody_does_what_is_another_roles_to_do(handed: Handed) -> None:
    async def work() -> None:
        office = made_office()
        office.notice(shown("received", assess_dossier=["truong_phong"]))
        opened = await office._clerks[2]._open("i")
        assert opened is not None
        assert office._clerks[2]._decide(opened) is None

    asyncio.run(work())


def test_what_has_moved_or_changed_is_not_read_from_the_old_paper(handed: Handed) -> None:
    async def work() -> None:
        office = made_office()
        office.notice(shown(receive_dossier=["tiep_nhan"]))
        office.moved("i", {"state": "received", "version": 2})
        assert office.papers_of("i") is None
        assert office.rows["i"]["state"] == "received"
        office.notice(shown("received", 2, assess_dossier=["chuyen_vien"]))
        office.notice(row("received", 2))
        assert office.papers_of("i") is not None
        office.notice(row("assessed", 3))
        assert office.papers_of("i") is None

    asyncio.run(work())


def test_an_office_where_nothing_happens_looks_seldom_until_somebody_acts(handed: Handed) -> None:
    async def work() -> None:
        office = made_office()
        assert office.look_after == 3.0
        office._idle_looks = 20
        assert office.look_after == 8.0
        office._due = office.session.now + 8.0
        office.moved("i", {})
        assert office._due <= office.session.now + 3.0

    asyncio.run(work())


def test_what_an_act_shows_is_handed_on_in_the_house_without_a_look(handed: Handed) -> None:
    async def work() -> None:
        office = made_office()
        office._idle_looks, office._due = 20, office.session.now + 8.0
        office.moved(
            "i", {"state": "received", "shown": shown("received", 2, assess_dossier=["chuyen_vien"])}
        )
        assert (3, "i") in handed
        assert office.papers_of("i") is not None
        assert office._known() == {"known": "i.2"}
        assert office._known() == {}, "told once"
        office.moved("i", {"state": "returned", "shown": None})
        assert office.papers_of("i") is None
        assert office._due > office.session.now + 7.0, "nothing is left to look for"

    asyncio.run(work())


def test_what_has_gone_is_forgotten_and_new_when_it_comes_back(handed: Handed) -> None:
    async def work() -> None:
        office = made_office()
        office.notice(shown(receive_dossier=["tiep_nhan"]))
        assert "desk" not in office.rows["i"], "only what is needed of many is kept of each"
        office.moved("i", {"state": "returned", "shown": None})
        assert office.rows == {}
        office.notice(shown(receive_dossier=["tiep_nhan"]))
        assert handed == [(1, "i"), (1, "i")]

    asyncio.run(work())
