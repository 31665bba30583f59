"""Work goes where somebody takes it up: one rule, one code and one sentence, whatever the door (cases/09)."""

from typing import Any

import pytest
from django.test import Client

from lienthong.conference.actions import convene_meeting
from lienthong.documents.actions import draft_document
from lienthong.ground import acts
from lienthong.kernel.refusals import Refusal
from lienthong.procedures import actions as dossiers_acts
from lienthong.reports import actions as reports_acts
from lienthong.work.queries import item_of
from lienthong.work.receivers.queries import bodies_taking_up
from lienthong.work.requests.actions import ask_body
from tests import cast, sql
from tests.board.rounds import screen
from tests.procedures import dossiers
from tests.reports import reports
from tests.work.questions import dossier, specialist
from tests.work.receiving import HANOI, area_of, emptied, unit_of

pytestmark = pytest.mark.usefixtures("db")


def refused(act: Any, *args: Any, **given: Any) -> Refusal:
    with pytest.raises(Refusal) as refusal:
        act(*args, **given)
    assert refusal.value.code == "nobody_there", refusal.value
    assert "chưa có người" in refusal.value.sentence
    return refusal.value


def _letter(to: int, **more: Any) -> Any:
    fields = {"side": "government", "type": "CV", "subject": "V/v", "body": "Nội dung.", "to": [to], **more}
    return draft_document(**fields, by=cast.dung())


def test_a_letter(db: None) -> None:
    nobody, here = unit_of(HANOI), cast.an().unit or 0
    assert refused(_letter, nobody).field == "to"
    assert refused(_letter, here, copies=[nobody]).facts["units"] == [nobody]
    assert _letter(here)["state"] == "drafting"


def test_a_letter_to_several_says_how_many(db: None) -> None:
    nobody, left = unit_of(HANOI), emptied()
    said = refused(_letter, nobody, copies=[left]).sentence
    assert "1 nơi khác" in said


def test_a_letter_to_an_ended_body_goes_where_its_heir_has_people(db: None) -> None:
    old = sql.one(
        "select u.id from unit u where u.body = 'ubnd' and upper(u.during) <= world_today() and"
        " holder_of(seat_of(u.id), world_today()) = %s order by u.id limit 1",
        (unit_of(cast.BINH_TRUNG),),
    )
    assert _letter(old)["forwarded"]
    emptied()
    refused(_letter, old)


def test_a_meeting(db: None) -> None:
    city = cast.dung()
    refusal = refused(
        convene_meeting, subject="Họp", units=[cast.an().unit, unit_of(HANOI)], starts_at=city.at, by=city
    )
    assert refusal.field == "units"


def test_a_question(db: None) -> None:
    refused(ask_body, dossier(), unit=unit_of(HANOI), question="Xin ý kiến.", by=specialist())


def test_a_report_goes_to_the_switchboard_where_the_ward_has_nobody(db: None) -> None:
    """Nobody is turned away because of where they stand: the operator's people take it."""
    for said in ({"ward": area_of(HANOI)}, reports.inside(cast.BINH_TRUNG)):
        emptied()
        answer = reports.submitted(**said)
        assert answer["state"] == "submitted"
        operator = reports.operator()
        with acts.opening(operator):
            row = item_of(operator, reports.item(answer))
            facts = sql.one("select facts from journal where item = %s and seq = 1", (row.id,))
        assert row.holder == operator.unit
        assert facts["decided_by"] == "unattended"


def test_a_report_handed_on(db: None) -> None:
    nobody, ward = unit_of(HANOI), reports.contact()
    report = reports.item(reports.reported())
    refusal = refused(
        reports_acts.transfer_report, report, unit=nobody, reason="không thuộc địa bàn", by=ward
    )
    assert refusal.field == "unit"
    assert reports.sees(ward, report), "and it stays"
    waiting = reports.item(reports.submitted())
    refused(reports_acts.route_report, waiting, unit=nobody, by=reports.operator())
    assert reports.sees(reports.operator(), waiting)


def test_a_ward_whose_people_may_not_take_reports_gets_none(db: None) -> None:
    emptied(roles=["chuyen_vien", "dau_moi_1022"])
    assert reports.reported(cast.BINH_TRUNG)["state"] == "submitted"
    assert _letter(unit_of(cast.BINH_TRUNG))["state"] == "drafting", "letters have their clerk"


def test_a_dossier_by_its_address(db: None) -> None:
    away = area_of(HANOI)
    assert refused(dossiers.submitted, area=away).field == "area"
    assert refused(dossiers.taken_in, area=away).field == "area"
    assert refused(
        dossiers_acts.submit_dossier, unit=unit_of(HANOI), procedure=dossiers.COPY, applicant="Người Thử",
        phone=dossiers.PHONE, by=dossiers.citizen(),
    ).field == "unit"  # fmt: skip


def test_a_dossier_handed_in_elsewhere_that_would_go_to_nobody(db: None) -> None:
    """Handed in while somebody was there; nobody is when the counter receives it."""
    answer = dossiers.submitted(area=area_of(cast.BINH_TRUNG))
    emptied()
    refused(dossiers_acts.receive_dossier, dossiers.of(answer), by=dossiers.reception())
    row, _ = dossiers.seen(dossiers.reception(), dossiers.of(answer))
    assert (row.state, row.holder) == ("submitted", cast.an().unit), "it stays where somebody is"


def test_the_address_of_an_ended_district_is_the_citys_where_somebody_takes_it(db: None) -> None:
    answer = dossiers.taken_in(area=area_of("760"))
    row, _ = dossiers.seen(dossiers.reception(), dossiers.of(answer))
    assert row.holder_code == "H29"
    assert "H29" in {
        sql.one("select code from unit where id = %s", (int(body.value),))
        for body in bodies_taking_up("dossier", cast.an().day)
    }


def test_the_doors_say_it(db: None) -> None:
    """By API and on pages: the same code, the sentence at its field."""
    nobody, city = unit_of(HANOI), cast.dung()
    api = cast.caller(city)
    letter = {"side": "government", "type": "CV", "subject": "V/v", "body": "Nội dung.", "to": [nobody]}
    meeting = {"subject": "Họp", "units": [nobody], "starts_at": city.at.isoformat()}
    for path, body in (("/documents", letter), ("/meetings", meeting)):
        said = api.post(path, body, key=path)
        assert (said.status_code, said.json()["code"]) == (422, "nobody_there"), said.json()
    page = screen(city).post("/van-ban/moi", {**letter, "to": str(nobody), "idempotency_key": "k"})
    assert page.status_code == 422
    assert "chưa có người làm việc này" in page.content.decode()
    public = Client().post(
        "/nop-ho-so",
        {
            "procedure": dossiers.MARRIAGE, "unit": cast.an().unit, "applicant": "Người Thử",
            "phone": dossiers.PHONE, "area": area_of(HANOI), "idempotency_key": "k",
        },
    )  # fmt: skip
    assert public.status_code == 422
    assert "chưa có người làm việc này" in public.content.decode()
    assert sql.one("select count(*) from dossier") == 0
