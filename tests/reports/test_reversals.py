"""What was done to a report by mistake is taken back, with a reason; not after the other side acted."""

from typing import Any

import pytest

from lienthong.ground import acts
from lienthong.reports import actions
from lienthong.reports import reversals as back
from lienthong.work.queries import item_of
from tests import cast
from tests.board.rounds import screen
from tests.documents.test_reversals import later, refused
from tests.reports import reports
from tests.work.test_items import broken

pytestmark = pytest.mark.usefixtures("db")
WHY = "Làm nhầm"


def state(item: Any, by: Any) -> str:
    with acts.opening(by):
        return item_of(by, item).state


def handed_on() -> Any:
    """Without a place it waits with the switchboard, which hands it to An Khánh."""
    item = reports.item(reports.submitted())
    actions.route_report(item, unit=cast.an().unit, by=reports.operator())
    return item


def test_the_switchboard_takes_back_what_it_handed_to_a_wrong_ward(db: None) -> None:
    item, operator = handed_on(), reports.operator()
    assert "call-back-report" in screen(operator).get(f"/viec/{item}").content.decode()
    back.call_back_report(item, reason="Nhầm phường", by=operator)
    assert state(item, operator) == "submitted"
    assert not reports.sees(reports.contact(), item)
    actions.route_report(item, unit=cast.chi().unit, by=operator)
    assert state(item, reports.contact(cast.BINH_TRUNG)) == "routed"
    assert broken() == ([], 0)


def test_not_after_the_ward_has_acted(db: None) -> None:
    item, operator, ward = handed_on(), reports.operator(), reports.contact()
    actions.take_report(item, by=ward)
    refusal = refused("other_side_acted", back.call_back_report, item, reason=WHY, by=operator)
    assert ward.unit_name in refusal.sentence
    assert state(item, ward) == "taken"
    back.put_back_report(item, reason="Nhầm người", by=ward)
    refused("other_side_acted", back.call_back_report, item, reason=WHY, by=operator)
    assert "call-back-report" not in screen(ward).get(f"/viec/{item}").content.decode()


def test_a_ward_calls_nothing_back(db: None) -> None:
    item = handed_on()
    refused("not_allowed", back.call_back_report, item, reason=WHY, by=reports.contact())
    own = reports.item(reports.submitted())
    refused("not_yours_to_call_back", back.call_back_report, own, reason=WHY, by=reports.operator())


def test_a_report_taken_by_the_wrong_person_waits_again(db: None) -> None:
    item, ward = reports.item(reports.reported()), reports.contact()
    actions.take_report(item, by=ward)
    back.put_back_report(item, reason=WHY, by=ward)
    with acts.opening(ward):
        row = item_of(ward, item)
    assert (row.state, row.assignee) == ("routed", None)


def test_a_wrong_answer_is_taken_back_and_its_reporter_reads_why(db: None) -> None:
    answer, ward = reports.answered(), reports.contact()
    back.withdraw_answer(reports.item(answer), reason="Trả lời nhầm việc", by=ward)
    shown = reports.case(answer)
    assert (shown["state"], shown["answer"], shown["done"]) == ("taken", None, False)
    assert shown["events"][-1]["note"] == "Trả lời nhầm việc"
    actions.answer_report(reports.item(answer), text="Đã sửa đèn.", by=ward)
    assert reports.case(answer)["answer"] == "Đã sửa đèn."
    later()
    refused("too_late_to_undo", back.withdraw_answer, reports.item(answer), reason=WHY, by=reports.contact())


def test_an_answer_its_reporter_has_contradicted_is_not_taken_back(db: None) -> None:
    answer = reports.answered()
    actions.reopen_report(
        code=answer["code"], secret=answer["secret"], text="Vẫn hỏng.", by=reports.citizen("reopenings")
    )
    refused("wrong_state", back.withdraw_answer, reports.item(answer), reason=WHY, by=reports.contact())


def test_a_report_turned_away_by_mistake(db: None) -> None:
    answer, operator = reports.submitted(), reports.operator()
    actions.refuse_report(reports.item(answer), reason="Không thuộc 1022", by=operator)
    back.withdraw_report_refusal(reports.item(answer), reason=WHY, by=operator)
    shown = reports.case(answer)
    assert (shown["state"], shown["refused"], shown["answer"]) == ("submitted", False, None)
