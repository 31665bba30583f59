"""What lies where nobody takes it up: one list for those who oversee, an alarm, and the way on."""

from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import pytest

from lienthong.ground import acts
from lienthong.kernel import lately
from lienthong.kernel.refusals import NotFound, Refusal
from lienthong.reports import actions as reports_acts
from lienthong.work.queries import item_of, timeline
from lienthong.work.receivers.actions import move_on_unattended
from lienthong.work.receivers.queries import unattended
from lienthong.work.receivers.terms import Unattended
from tests import cast
from tests.board.rounds import administrator, screen
from tests.documents.letters import arrived, drafted
from tests.procedures import dossiers
from tests.reports import reports
from tests.work.receiving import emptied, peopled, unit_of
from tests.work.test_items import broken

pytestmark = pytest.mark.usefixtures("db")
REASON = "Phường chưa bố trí người"


def left() -> dict[str, UUID]:
    """Kind → an item of a ward that everybody has left."""
    ward = cast.BINH_TRUNG
    made = {
        "delivery": arrived(ward),
        "report": reports.item(reports.reported(ward)),
        "dossier": dossiers.of(dossiers.taken_in(by=dossiers.reception(ward))),
        "draft": drafted(cast.officer("van_thu", ward), cast.dung().unit or 0),
    }
    emptied(ward)
    return made


def listed(actor: cast.Actor, **asked: Any) -> list[Unattended]:
    with acts.opening(actor):
        return unattended(actor, **asked)


def test_nothing_is_listed_while_everybody_is_there(db: None) -> None:
    arrived(cast.BINH_TRUNG)
    reports.reported(cast.BINH_TRUNG)
    assert listed(administrator()) == []


def test_who_oversees_reads_what_was_left_and_no_word_of_what_it_is_about(db: None) -> None:
    made = left()
    for actor in (administrator(), cast.dung()):
        rows = listed(actor)
        assert {row.kind: row.id for row in rows} == made
        assert {row.unit for row in rows} == {unit_of(cast.BINH_TRUNG)}
        assert {row.total for row in rows} == {len(made)}
        assert listed(actor, kind="delivery")[0].id == made["delivery"]
    assert [row.kind for row in listed(reports.operator())] == ["report"], "the switchboard what it works on"
    assert not set(Unattended._fields) & {"subject", "words", "assignee"}


def test_nobody_else_reads_it(db: None) -> None:
    left()
    for role in ("lanh_dao", "van_thu", "dau_moi_1022"):
        with pytest.raises(Refusal) as refused:
            listed(cast.officer(role))
        assert refused.value.status == 403
        assert screen(cast.officer(role)).get("/viec-khong-nguoi").status_code == 403
        assert screen(cast.officer(role)).get("/viec-khong-nguoi.csv").status_code == 403
    assert cast.caller(cast.an()).get("/unattended-work").status_code == 403


def test_a_kind_nobody_there_may_take_up_is_listed_alone(db: None) -> None:
    letter, report = arrived(cast.BINH_TRUNG), reports.item(reports.reported(cast.BINH_TRUNG))
    emptied(roles=["van_thu"])
    assert [row.id for row in listed(administrator())] == [letter]
    peopled()
    emptied(roles=["chuyen_vien", "dau_moi_1022"])
    assert [row.id for row in listed(administrator())] == [report]


def test_it_is_moved_on_with_a_reason_and_taken_up(db: None) -> None:
    made, by, here = left(), administrator(), cast.an().unit or 0
    for kind in ("delivery", "report", "dossier"):
        move_on_unattended(made[kind], unit=here, reason=REASON, by=by)
    assert [row.kind for row in listed(by)] == ["draft"]
    contact = reports.contact()
    with acts.opening(contact):
        row = item_of(contact, made["report"])
        last = timeline(made["report"])[-1]
    assert (row.holder, row.state, row.assignee) == (here, "routed", None)
    assert (last.verb, last.reason, last.who) == ("report.moved_on", REASON, by.name)
    assert reports_acts.take_report(made["report"], by=contact)["state"] == "taken"
    assert broken() == ([], 0)
    operator = reports.operator()
    with pytest.raises(NotFound), acts.opening(operator):
        item_of(operator, made["dossier"])


def test_what_is_a_bodys_own_stays_there(db: None) -> None:
    made = left()
    with pytest.raises(Refusal) as refused:
        move_on_unattended(made["draft"], unit=cast.an().unit, reason=REASON, by=administrator())
    assert refused.value.code == "stays_there"


def test_it_goes_only_where_somebody_takes_it_up_and_only_while_nobody_does(db: None) -> None:
    made, by, ward = left(), administrator(), unit_of(cast.BINH_TRUNG)

    def move(**fields: Any) -> Any:
        return move_on_unattended(
            made["report"], **{"unit": cast.an().unit, "reason": REASON, **fields}, by=by
        )

    for code, fields in (("nobody_there", {"unit": ward}), ("reason_missing", {"reason": " . "}),
                         ("unknown_unit", {"unit": 2_000_000_000})):  # fmt: skip
        with pytest.raises(Refusal) as refused:
            move(**fields)
        assert refused.value.code == code
    peopled()
    with pytest.raises(NotFound):
        move()


def test_whoever_does_not_oversee_a_kind_does_not_move_it(db: None) -> None:
    made = left()
    with pytest.raises(NotFound):
        move_on_unattended(made["dossier"], unit=cast.an().unit, reason=REASON, by=reports.operator())
    moved = move_on_unattended(made["report"], unit=cast.an().unit, reason=REASON, by=reports.operator())
    assert moved["state"] == "routed"
    for by in (cast.an(), replace(administrator(), abilities=frozenset({"view_board"}))):
        with pytest.raises(Refusal) as refused:
            move_on_unattended(made["dossier"], unit=cast.an().unit, reason=REASON, by=by)
        assert refused.value.status == 403


def test_page_api_and_sheet(db: None) -> None:
    made, by = left(), administrator()
    page, api = screen(by), cast.caller(by)
    text = page.get("/viec-khong-nguoi").content.decode()
    assert text.count("data-row") == len(made)
    assert f"/viec-khong-nguoi/{made['report']}/chuyen" in text
    assert f"/viec-khong-nguoi/{made['draft']}/chuyen" not in text
    said = api.get("/unattended-work").json()
    assert (said["total"], {row["id"] for row in said["items"]}) == (4, {str(item) for item in made.values()})
    assert api.get("/unattended-work?kind=report").json()["total"] == 1
    assert api.get("/unattended-work?kind=x").json()["code"] == "kind_not_listed"
    assert len(page.get("/viec-khong-nguoi.csv").content.decode().splitlines()) == 5
    form = f"/viec-khong-nguoi/{made['report']}/chuyen"
    assert "nơi không có người làm việc này" in page.get(form).content.decode()
    fields = {"unit": str(cast.an().unit), "reason": REASON, "idempotency_key": str(uuid4())}
    assert page.post(form, {**fields, "reason": ""}).status_code == 422
    assert page.post(form, {**fields, "unit": str(unit_of(cast.BINH_TRUNG))}).status_code == 422
    assert page.post(form, fields).status_code == 302
    moved = api.post(
        f"/unattended-work/{made['dossier']}/move-on", {"unit": cast.an().unit, "reason": REASON}, key="k"
    )
    assert moved.status_code == 200, moved.json()


def test_the_board_rings(db: None) -> None:
    assert "nơi không có người" not in screen(administrator()).get("/dieu-hanh/so-lieu").content.decode()
    left()
    lately.forget_all()
    seen = screen(administrator()).get("/dieu-hanh/so-lieu").content.decode()
    assert '<a href="/viec-khong-nguoi">4 việc ở nơi không có người</a>' in seen
    lately.forget_all()
    assert (
        ">1 việc ở nơi không có người</a>"
        in screen(reports.operator()).get("/dieu-hanh/so-lieu").content.decode()
    )
    lately.forget_all()
    others = screen(cast.an()).get("/dieu-hanh/so-lieu").content.decode()
    assert "4 việc ở nơi không có người" in others
    assert "/viec-khong-nguoi" not in others
